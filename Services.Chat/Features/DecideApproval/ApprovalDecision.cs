using System.ComponentModel.DataAnnotations;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Features.DecideApproval;

/// <summary>Body of <c>POST /approvals/{approval_id}</c>.</summary>
/// <param name="Decision">approve or reject.</param>
/// <param name="ArgumentsHash">The hash of what was shown to whoever decides; with another one nothing is decided.</param>
internal sealed record ApprovalDecision(
    [property: Required, AllowedValues(ApprovalDecision.Approve, ApprovalDecision.Reject)] string? Decision, string? ArgumentsHash = null)
{
    public const string Approve = "approve";
    public const string Reject = "reject";

    public void Check(ValidationErrors errors) => errors.OneOf(Decision, "decision", Approve, Reject);
}
