using System.Data.Common;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Nanobot.Platform.Core.Problems;

/// <summary>The one place where exceptions become refusals, whichever door answers: a status and a problem document, or an event of a stream that has begun.</summary>
public static class Failures
{
    /// <summary>Code of what nobody expected.</summary>
    public const string Unexpected = "INTERNAL_ERROR";

    /// <summary>How <paramref name="exception"/> is answered. What nobody expected is <see cref="Unexpected"/> and never carries the exception's text.</summary>
    public static Refusal ToRefusal(Exception exception) => Expected(exception)
        ?? new Refusal(StatusCodes.Status500InternalServerError, Unexpected,
            "Something broke on our side; nothing was changed by halves. Quote the traceId when you report it.");

    private static Refusal? Expected(Exception exception) => exception switch
    {
        IRefused refused => refused.Refusal,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Refusals.BodyTooLarge,
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Refusals.UnsupportedMediaType("Send the body as application/json."),
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            new Refusal(StatusCodes.Status408RequestTimeout, "BODY_TOO_SLOW", "The body did not arrive in time."),
        BadHttpRequestException { Message: var message } when message.Contains("no body was provided", StringComparison.Ordinal) =>
            new Refusal(StatusCodes.Status400BadRequest, "MALFORMED_BODY", "This endpoint expects a JSON body."),
        BadHttpRequestException bad => new Refusal(bad.StatusCode, "BAD_REQUEST", bad.Message),
        DbException { IsTransient: true } or DbException { InnerException: IOException or SocketException } =>
            Refusals.Unavailable("DATABASE_UNAVAILABLE", "The database does not answer at the moment; nothing was changed by halves. Try again shortly."),
        OperationCanceledException or TimeoutException =>
            Refusals.Unavailable("DEADLINE_EXCEEDED", "This took longer than it may; nothing was changed by halves. Try again shortly."),
        _ => null,
    };

    private static Refusal Malformed(JsonException json)
    {
        if (IsNoUtf8(json))
        {
            return new Refusal(StatusCodes.Status400BadRequest, "MALFORMED_BODY", "The body is not UTF-8 (it may be UTF-16 or another character set); send it in UTF-8.");
        }

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

    // The reader has no other way of saying so: the marks of UTF-16 and the zero octets of its letters, or text that it cannot take over.
    private static bool IsNoUtf8(JsonException json) =>
        json.Message.Contains("'0x00' is an invalid", StringComparison.Ordinal) || json.Message.Contains("'0xFE' is an invalid", StringComparison.Ordinal)
        || json.Message.Contains("'0xFF' is an invalid", StringComparison.Ordinal) || json.GetBaseException() is DecoderFallbackException;
}
