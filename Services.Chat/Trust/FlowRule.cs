namespace Nanobot.Services.Chat.Trust;

/// <summary>What becomes of a flow; of several the last in this order holds.</summary>
internal enum FlowRule
{
    /// <summary>It may be.</summary>
    Allow,

    /// <summary>It waits for the user's approval.</summary>
    Approval,

    /// <summary>It may not be.</summary>
    Refuse,
}
