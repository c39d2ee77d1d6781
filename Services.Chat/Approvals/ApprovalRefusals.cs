using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Approvals;

/// <summary>The refusals of approvals.</summary>
internal static class ApprovalRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("APPROVAL_NOT_FOUND", "approval");

    public static Refusal Expired { get; } = Refusals.Conflict("APPROVAL_EXPIRED", "The approval was not decided in time; ask the assistant once more.");

    public static Refusal Mismatch { get; } = Refusals.Conflict("APPROVAL_MISMATCH",
        "arguments_hash is not that of what waits here; nothing was decided. GET /approvals/{approval_id} shows what does.");

    public static Refusal Outdated { get; } = Refusals.Conflict("APPROVAL_OUTDATED",
        "A file that it would replace or delete has changed since it was asked for; nothing was decided. Reject it, and ask the assistant once more.");

    /// <summary>It was decided before.</summary>
    public static Refusal Decided(string state) => Refusals.Conflict("APPROVAL_DECIDED", $"The approval was decided already: it is {state}.") with
    {
        Members = new Dictionary<string, object?> { ["state"] = state },
    };
}
