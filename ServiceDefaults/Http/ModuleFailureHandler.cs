using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Telemetry;
using Nanobot.Platform.Tenancy;
using System.Net;
using Polly;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// Says of a call that failed for good which module it is that does not answer. One that does not accept us is among them:
/// the credential is ours, so the user, who was let in already, must not be told that its own is wrong.
/// </summary>
internal sealed partial class ModuleFailureHandler(string module, ILogger<ModuleFailureHandler> logger) : DelegatingHandler
{
    private const string PolicyDenied = "POLICY_DENIED";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ClientSpans.Call(request, module);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) || IsOfPolicy(response))
            {
                return response;
            }

            Log.NotAccepted(logger, module, request.Method, request.RequestUri?.AbsolutePath, (int)response.StatusCode);
            response.Dispose();
            throw new ModuleUnavailableException(module);
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException)
        {
            throw new ModuleUnavailableException(module, exception);
        }
    }

    // A policy says of the user, and not of us, that something may not be.
    private static bool IsOfPolicy(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(TenantHeaders.Refusal, out var codes) && codes.ToString() == PolicyDenied;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The module {Module} does not accept this one: {Method} {Path} was answered with {Status}")]
        public static partial void NotAccepted(ILogger logger, string module, HttpMethod method, string? path, int status);
    }
}
