using Nanobot.Platform.Tenancy;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Puts the current context anew onto every call to a module; without a context it refuses to call.</summary>
internal sealed class TenantContextPropagationHandler(TenantContextCodec codec, string module) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = TenantScope.Current
            ?? throw new InvalidOperationException($"No tenant context in scope for {request.Method} {request.RequestUri?.AbsolutePath}.");
        TenantContextHeaders.Write(request.Headers, context, codec, module);
        return base.SendAsync(request, cancellationToken);
    }
}
