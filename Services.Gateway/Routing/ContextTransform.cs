using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Yarp.ReverseProxy.Transforms;

namespace Nanobot.Services.Gateway.Routing;

/// <summary>Puts the context, sealed for its module, onto the forwarded request. Without one nothing is forwarded.</summary>
internal static class ContextTransform
{
    public static ValueTask ApplyAsync(RequestTransformContext transform)
    {
        var minted = transform.HttpContext.Features.Get<MintedContext>()
            ?? throw new InvalidOperationException("A request without a minted context reached the proxy.");
        var headers = transform.ProxyRequest.Headers;
        foreach (var name in Credential.Headers)
        {
            headers.Remove(name);
        }

        foreach (var name in TenantContextHeaders.All)
        {
            headers.Remove(name);
        }

        headers.Add(TenantHeaders.Context, minted.EnvelopeFor(transform.HttpContext.GetReverseProxyFeature().Route.Config.ClusterId!));
        if (minted.Context.TenantId is { } tenant)
        {
            headers.Add(TenantHeaders.TenantId, tenant);
        }

        if (minted.Context.UserId is { } user)
        {
            headers.Add(TenantHeaders.UserId, user);
        }

        return ValueTask.CompletedTask;
    }
}
