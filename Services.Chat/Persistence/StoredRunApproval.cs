namespace Nanobot.Services.Chat.Persistence;

/// <summary>An approval that the answer of a run names, as the database holds it.</summary>
/// <param name="ApprovalId">Its id.</param>
/// <param name="SessionId">The session in which it was asked for, or null where none is kept.</param>
/// <param name="Tool">The tool that would be called.</param>
/// <param name="ArgumentsHash">SHA-256 that binds the tool and its exact arguments.</param>
/// <param name="State">What had become of it by then.</param>
/// <param name="Sink">What it writes to.</param>
/// <param name="Labels">Where the text may have come from that the assistant had read.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="ExpiresAt">Until when it can be decided.</param>
/// <param name="DecidedAt">When it was decided, or null.</param>
internal sealed record StoredRunApproval(
    Guid ApprovalId, Guid? SessionId, string Tool, string ArgumentsHash, string State, string Sink, IReadOnlyList<string> Labels,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? DecidedAt);
