using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>The refusals of inboxes.</summary>
internal static class InboxRefusals
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    /// <summary>The caller has none of that name.</summary>
    public static Refusal NotFound { get; } = Refusals.NotFound("INBOX_NOT_FOUND", "inbox");

    /// <summary>An address leads nowhere: it is none of ours, has ended, or its tenant does not work. Which of these is nobody's business.</summary>
    public static Refusal Nowhere { get; } = Refusals.NotFound("INBOX_ADDRESS_NOT_FOUND", "address of an inbox");

    /// <summary>A post is to be signed and is not.</summary>
    public static Refusal Unsigned { get; } = Unproven("INBOX_SIGNATURE_MISSING", "This inbox takes signed posts: send webhook-id, webhook-timestamp and webhook-signature as Standard Webhooks has them.");

    /// <summary>Its signature is not by the secret of this address.</summary>
    public static Refusal WrongSignature { get; } = Unproven("INBOX_SIGNATURE_WRONG", "The signature is not that of this body by the secret of this address.");

    /// <summary>It was taken before, as it is.</summary>
    public static Refusal Replayed { get; } = Unproven("INBOX_POST_REPLAYED", "A post with this webhook-id and this webhook-timestamp was taken already; a new try has a new time.");

    /// <summary>It comes too often.</summary>
    public static Refusal TooOften { get; } = new(StatusCodes.Status429TooManyRequests, "INBOX_RATE_LIMITED", "This inbox is posted to too often; send several pieces of news at once.") { RetryAfter = AMinute, IsToldElsewhere = true };

    /// <summary>Its time is too far from now.</summary>
    public static Refusal Stale(TimeSpan tolerance) =>
        Unproven("INBOX_SIGNATURE_STALE", FormattableString.Invariant($"webhook-timestamp must be within {tolerance.TotalSeconds:0} seconds of the time at which the post comes."));

    /// <summary>As many inboxes as may be.</summary>
    public static Refusal TooMany(int most) => Refusals.Conflict("INBOXES_EXHAUSTED", $"There are {most} inboxes, which is as many as may be; delete one first.");

    /// <summary>A post is neither news nor a feed.</summary>
    public static Refusal Unreadable(Wording why) =>
        new(StatusCodes.Status400BadRequest, "INBOX_POST_UNREADABLE", $"The body is neither a piece of news, nor an array of them, nor a feed (JSON Feed, RSS, Atom): {why.En}.");

    /// <summary>More at once than are taken.</summary>
    public static Refusal TooLong(int most) => new(StatusCodes.Status400BadRequest, "INBOX_POST_TOO_LONG", $"A post has at most {most} pieces of news.");

    private static Refusal Unproven(string code, string detail) => new(StatusCodes.Status401Unauthorized, code, detail);
}
