namespace Nanobot.ServiceDefaults.Http;

/// <summary>Tells a sidecar whom a call is for.</summary>
internal sealed class SidecarCallHandler(ModuleBinding binding) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        binding.Address(request);
        return base.SendAsync(request, cancellationToken);
    }
}
