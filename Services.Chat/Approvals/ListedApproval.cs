using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Approvals;

/// <summary>An approval as lists, answers and events show it.</summary>
/// <param name="ApprovalId">Its id.</param>
/// <param name="SessionId">The session in which it was asked for, or null where none is kept.</param>
/// <param name="Tool">The tool that would be called.</param>
/// <param name="ArgumentsHash">SHA-256 that binds the tool and its exact arguments.</param>
/// <param name="State">pending, approved, rejected, expired, executed or failed.</param>
/// <param name="Sink">What it writes to: memory, steering, configuration, schedule, notice, channel.</param>
/// <param name="Labels">Where the text may have come from that the assistant had read.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="ExpiresAt">Until when it can be decided.</param>
/// <param name="DecidedAt">When it was decided, or null.</param>
internal sealed record ListedApproval(
    Guid ApprovalId, Guid? SessionId, string Tool, string ArgumentsHash, string State, string Sink, IReadOnlyList<string> Labels,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? DecidedAt)
{
    public static ListedApproval Of(Approval approval) => new(
        approval.ApprovalId, approval.SessionId, approval.Tool, approval.ArgumentsHash, approval.State, approval.Sink, LabelSet.NamesOf(approval.Labels),
        approval.CreatedAt, approval.ExpiresAt, approval.DecidedAt);
}
