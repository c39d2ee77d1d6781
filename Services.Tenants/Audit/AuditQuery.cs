using Microsoft.AspNetCore.Mvc;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;

namespace Nanobot.Services.Tenants.Audit;

/// <summary>Which entries a list is asked for; each parameter that is there must hold.</summary>
/// <param name="UserId">The user who acted.</param>
/// <param name="Operation">The operation's name.</param>
/// <param name="Outcome"><c>ok</c>, <c>accessed</c>, a refusal's code, or <c>refused</c> for any refusal.</param>
/// <param name="Code">A refusal's code.</param>
/// <param name="From">The earliest moment, RFC 3339.</param>
/// <param name="To">The moment before which it was, RFC 3339.</param>
/// <param name="TraceId">The trace, 32 hexadecimal digits.</param>
internal sealed record AuditQuery(
    [property: FromQuery(Name = "user_id")] string? UserId,
    [property: FromQuery(Name = "operation")] string? Operation,
    [property: FromQuery(Name = "outcome")] string? Outcome,
    [property: FromQuery(Name = "code")] string? Code,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To,
    [property: FromQuery(Name = "trace_id")] string? TraceId)
{
    /// <summary>The outcome that stands for every refusal.</summary>
    public const string Refused = "refused";

    private const int Longest = 100;
    private const int TraceLength = 32;
    private const string TimeForm = "must be a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00Z";

    /// <summary>What is asked for, or the refusal that names every wrong parameter.</summary>
    public (AuditFilter? Filter, Refusal? Refusal) Read()
    {
        var (from, to) = (Rfc3339.Parse(From), Rfc3339.Parse(To));
        var errors = new ValidationErrors()
            .Require(UserId is null || Contracts.Values.UserId.IsValid(UserId), "user_id", Contracts.Values.UserId.Form)
            .Require(IsWord(Operation), "operation", "must be an operation's name, for example users.create")
            .Require(IsWord(Outcome), "outcome", "must be ok, refused, accessed or a code, for example PERMISSION_DENIED")
            .Require(IsWord(Code), "code", "must be a code, for example PERMISSION_DENIED")
            .Require(From is null || from is not null, "from", TimeForm)
            .Require(To is null || to is not null, "to", TimeForm)
            .Require(TraceId is null || (TraceId.Length == TraceLength && TraceId.All(char.IsAsciiHexDigit)), "trace_id", "must be 32 hexadecimal digits");
        return errors.ToRefusal() is { } refusal
            ? (null, refusal)
            : (new AuditFilter(UserId, Operation, Outcome, Code, from, to, TraceId?.ToLowerInvariant()), null);
    }

    private static bool IsWord(string? text) => text is null
        || (text.Length is > 0 and <= Longest && text.All(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_'));
}
