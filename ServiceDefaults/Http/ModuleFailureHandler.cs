using Nanobot.Platform.Core.Problems;
using Polly;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Says of a call that failed for good which module it is that does not answer.</summary>
internal sealed class ModuleFailureHandler(string module) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException)
        {
            throw new ModuleUnavailableException(module, exception);
        }
    }
}
