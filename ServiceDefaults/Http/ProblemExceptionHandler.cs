using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using Nanobot.ServiceDefaults.Ai;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>The one place where exceptions become problem+json. A 500 never carries the exception's text.</summary>
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

        var refusal = ToRefusal(exception);
        if (refusal is null)
        {
            Log.Unhandled(logger, exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
            refusal = new Refusal(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR",
                "Something broke on our side; nothing was changed by halves. Quote the traceId when you report it.");
        }

        httpContext.Response.StatusCode = refusal.Status;
        await refusal.WriteAsync(httpContext);
        return true;
    }

    private static Refusal? ToRefusal(Exception exception) => exception switch
    {
        RefusalException refused => refused.Refusal,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new Refusal(StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", "The body is larger than this endpoint accepts."),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
            new Refusal(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json."),
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            new Refusal(StatusCodes.Status408RequestTimeout, "BODY_TOO_SLOW", "The body did not arrive in time."),
        BadHttpRequestException { Message: var message } when message.Contains("no body was provided", StringComparison.Ordinal) =>
            new Refusal(StatusCodes.Status400BadRequest, "MALFORMED_BODY", "This endpoint expects a JSON body."),
        BadHttpRequestException bad => new Refusal(bad.StatusCode, "BAD_REQUEST", bad.Message),
        ModelUnavailableException model => Refusals.ModelUnavailable(model.Message),
        ModuleUnavailableException unavailable => Refusals.Unavailable("MODULE_UNAVAILABLE", unavailable.Message),
        NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: IOException or SocketException } =>
            Refusals.Unavailable("DATABASE_UNAVAILABLE", "The database does not answer at the moment; nothing was changed by halves. Try again shortly."),
        OperationCanceledException or TimeoutException =>
            Refusals.Unavailable("DEADLINE_EXCEEDED", "This took longer than it may; nothing was changed by halves. Try again shortly."),
        _ => null,
    };

    private static Refusal Malformed(JsonException json)
    {
        // A reader's exception inside means that the text is no JSON, wherever in the request the reader was by then.
        var field = json.InnerException is not JsonException && json.Path is { Length: > 2 } path ? path[2..] : null;
        var unknown = json.Message.Contains("could not be mapped", StringComparison.Ordinal);
        var where = json.LineNumber is { } line ? $" (line {line + 1}, byte {json.BytePositionInLine + 1})" : "";
        return field switch
        {
            null => new Refusal(StatusCodes.Status400BadRequest, "MALFORMED_BODY", $"The body is not the JSON this endpoint expects{where}."),
            _ when unknown => Refusals.Invalid(field, "is not a field of this request"),
            _ => Refusals.Invalid(field, "has a value of the wrong type or form"),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Unhandled exception in {Method} {Endpoint}")]
        public static partial void Unhandled(ILogger logger, Exception exception, string method, string? endpoint);
    }
}
