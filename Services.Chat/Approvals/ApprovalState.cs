namespace Nanobot.Services.Chat.Approvals;

/// <summary>How an approval stands.</summary>
internal static class ApprovalState
{
    /// <summary>The user has not decided.</summary>
    public const string Pending = "pending";

    /// <summary>The user approved. It is being done, or was when the process ended, and then nobody knows whether it took effect: it is never done again.</summary>
    public const string Approved = "approved";

    /// <summary>The user rejected it.</summary>
    public const string Rejected = "rejected";

    /// <summary>Its time passed without a decision.</summary>
    public const string Expired = "expired";

    /// <summary>It was approved and done.</summary>
    public const string Executed = "executed";

    /// <summary>It was approved, and then refused or broken.</summary>
    public const string Failed = "failed";

    public static IReadOnlyList<string> All { get; } = [Pending, Approved, Rejected, Expired, Executed, Failed];
}
