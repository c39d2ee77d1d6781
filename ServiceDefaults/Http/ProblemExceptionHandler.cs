using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Answers an exception by <see cref="Failures"/>. What becomes a 5xx is logged once, with its code, and recorded on the span.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var refusal = Failures.ToRefusal(exception);
        if (refusal.Status >= StatusCodes.Status500InternalServerError)
        {
            Record(httpContext, exception, refusal);
        }

        httpContext.Response.StatusCode = refusal.Status;
        await refusal.WriteAsync(httpContext);
        return true;
    }

    private void Record(HttpContext http, Exception exception, Refusal refusal)
    {
        Activity.Current?.AddException(exception).SetStatus(ActivityStatusCode.Error, refusal.Code);
        // The handler of exceptions has taken it off the request.
        var endpoint = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName;
        if (refusal.Code == Failures.Unexpected)
        {
            Log.Unhandled(logger, exception, http.Request.Method, endpoint);
        }
        else
        {
            // Whom it waits for is known by its code; the innermost cause says why, and where in the code says nothing more.
            var cause = exception.GetBaseException();
            Log.Failed(logger, refusal.Status, refusal.Code, http.Request.Method, endpoint, cause.GetType().Name, cause.Message.ReplaceLineEndings(" "));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Unhandled exception in {Method} {Endpoint}")]
        public static partial void Unhandled(ILogger logger, Exception exception, string method, string? endpoint);

        [LoggerMessage(LogLevel.Warning, "{Status} {Code} in {Method} {Endpoint}: {Cause}: {Reason}")]
        public static partial void Failed(ILogger logger, int status, string code, string method, string? endpoint, string cause, string reason);
    }
}
