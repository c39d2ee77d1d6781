using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Puts the current context anew onto every call to a module, and says from where it is asked for; without a context it refuses to call.</summary>
internal sealed class TenantContextPropagationHandler(TenantContextCodec codec, string module) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = TenantScope.Current
            ?? throw new InvalidOperationException($"No tenant context in scope for {request.Method} {request.RequestUri?.AbsolutePath}.");
        TenantContextHeaders.Write(request.Headers, context, codec, module);
        ForwardedAddress.Write(request.Headers, context.Address);
        return base.SendAsync(request, cancellationToken);
    }
}
