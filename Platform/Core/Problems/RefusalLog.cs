using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nanobot.Platform.Core.Problems;

/// <summary>
/// The one record of each refusal that is not the caller's doing (5xx), whichever way it leaves: with its code, the trace that
/// its answer names, and the reason.
/// </summary>
public static partial class RefusalLog
{
    /// <summary>The category of all records.</summary>
    public const string Category = "Nanobot.Refusals";

    /// <summary>Writes the record, where there is one to write: a refusal below 500, or one that is told elsewhere, has none.</summary>
    /// <param name="http">The request that is refused.</param>
    /// <param name="refusal">Its answer.</param>
    /// <param name="exception">What led to it, or null where nothing was thrown.</param>
    public static void Record(HttpContext http, Refusal refusal, Exception? exception = null)
    {
        if (refusal.Status < StatusCodes.Status500InternalServerError || refusal.IsToldElsewhere)
        {
            return;
        }

        // Where it was thrown says something only of what nobody expected.
        var isExpected = refusal.Code != Failures.Unexpected;
        var logger = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(Category);
        Log.Refused(logger, isExpected ? LogLevel.Warning : LogLevel.Error, refusal.Status, refusal.Code, http.Request.Method, RouteOf(http),
            ExceptionReason.Of(exception, refusal.Reason ?? (exception is null ? refusal.Detail : "")), Refusal.TraceOf(http), isExpected ? null : exception);
    }

    // The handler of exceptions has taken the endpoint off the request. A path could hold anything; its pattern is ours.
    private static string RouteOf(HttpContext http) =>
        (http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint()) switch
        {
            RouteEndpoint { RoutePattern.RawText: { } pattern } => pattern,
            { DisplayName: { } name } => name,
            _ => "no route",
        };

    private static partial class Log
    {
        [LoggerMessage("{Status} {Code} in {Method} {Route}: {Reason} (trace {TraceId})")]
        public static partial void Refused(
            ILogger logger, LogLevel level, int status, string code, string method, string route, string reason, string traceId, Exception? exception);
    }
}
