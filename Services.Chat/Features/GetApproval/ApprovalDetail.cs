using System.Text.Json;

namespace Nanobot.Services.Chat.Features.GetApproval;

/// <summary>An approval with the exact call that it binds.</summary>
/// <param name="ApprovalId">Its id.</param>
/// <param name="SessionId">The session in which it was asked for, or null where none is kept.</param>
/// <param name="TurnId">The turn.</param>
/// <param name="Tool">The tool that would be called.</param>
/// <param name="Arguments">What it would be called with.</param>
/// <param name="ArgumentsHash">SHA-256 of the tool's name, a line end and the arguments in their canonical form.</param>
/// <param name="State">pending, approved, rejected, expired, executed or failed.</param>
/// <param name="Sink">What it writes to: memory, steering, configuration, schedule, notice, channel.</param>
/// <param name="Labels">Where the text may have come from that the assistant had read.</param>
/// <param name="Files">The files that it would change.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="ExpiresAt">Until when it can be decided.</param>
/// <param name="DecidedAt">When it was decided, or null.</param>
/// <param name="Result">What came of it, as the assistant is told; null before.</param>
internal sealed record ApprovalDetail(
    Guid ApprovalId, Guid? SessionId, Guid TurnId, string Tool, JsonElement Arguments, string ArgumentsHash, string State, string Sink, IReadOnlyList<string> Labels,
    IReadOnlyList<FileToChange> Files, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? DecidedAt, string? Result);
