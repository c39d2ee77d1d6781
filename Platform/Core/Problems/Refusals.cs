using Microsoft.AspNetCore.Http;

namespace Nanobot.Platform.Core.Problems;

/// <summary>The refusals that every module shares; a module's own stand beside its features.</summary>
public static class Refusals
{
    /// <summary>No credential, or one that does not verify.</summary>
    public static Refusal AuthenticationRequired { get; } = new(StatusCodes.Status401Unauthorized, "AUTHENTICATION_REQUIRED",
        "This needs a valid credential: Authorization: Bearer <token or API key>, or X-API-Key: <API key>.");

    /// <summary>A credential that does not reach this far.</summary>
    public static Refusal PermissionDenied { get; } = new(StatusCodes.Status403Forbidden, "PERMISSION_DENIED",
        "The credential does not permit this.");

    /// <summary>None of the media types that the request accepts is there; <paramref name="available"/> are.</summary>
    public static Refusal NotAcceptable(IReadOnlyList<string> available) =>
        new(StatusCodes.Status406NotAcceptable, "NOT_ACCEPTABLE", $"This is available as {string.Join(", ", available)}; the Accept header takes nothing of it.")
        {
            Members = new Dictionary<string, object?> { ["available"] = available },
        };

    /// <summary>A body of a kind that is not taken.</summary>
    public static Refusal UnsupportedMediaType(string detail) => new(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", detail);

    /// <summary>A body of more octets than are taken.</summary>
    public static Refusal BodyTooLarge { get; } =
        new(StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", "The body is larger than this endpoint accepts.");

    /// <summary>What the request says of the state it expects (If-Match) does not hold.</summary>
    public static Refusal PreconditionFailed { get; } =
        new(StatusCodes.Status412PreconditionFailed, "PRECONDITION_FAILED", "It is not at the entity tag that If-Match names; read it again.");

    /// <summary>Nothing there, or nothing that the caller may know of: the answer is the same.</summary>
    public static Refusal NotFound(string code, string what) => new(StatusCodes.Status404NotFound, code, $"There is no such {what}.");

    /// <summary>A body or parameter that cannot be accepted; <paramref name="errors"/> names each field.</summary>
    public static Refusal Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(StatusCodes.Status400BadRequest, "VALIDATION_FAILED", "Some fields are not acceptable; see errors.")
        {
            Members = new Dictionary<string, object?> { ["errors"] = errors },
        };

    /// <summary>One field that cannot be accepted.</summary>
    public static Refusal Invalid(string field, string why) => Invalid(new Dictionary<string, string[]> { [field] = [why] });

    /// <summary>A cursor that no page of this list gave.</summary>
    public static Refusal WrongCursor { get; } = Invalid("cursor", "must be the next_cursor of an earlier page");

    /// <summary>The state does not allow it.</summary>
    public static Refusal Conflict(string code, string detail) => new(StatusCodes.Status409Conflict, code, detail);

    /// <summary>A module or an upstream system that does not answer.</summary>
    public static Refusal Unavailable(string code, string detail) =>
        new(StatusCodes.Status503ServiceUnavailable, code, detail) { RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>The language model gave no usable answer.</summary>
    public static Refusal ModelUnavailable(string detail) =>
        new(StatusCodes.Status502BadGateway, "MODEL_UNAVAILABLE", detail) { RetryAfter = TimeSpan.FromSeconds(5) };
}
