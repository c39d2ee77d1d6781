using Nanobot.Services.Chat.Approvals;

namespace Nanobot.Services.Chat.Agent;

/// <summary>Watches a turn as it happens.</summary>
internal interface IAgentObserver
{
    /// <summary>Whether it wants the words while they are made; without, the model is asked for whole answers.</summary>
    bool WantsText { get; }

    /// <summary>The model said something more.</summary>
    Task TextAsync(string text, CancellationToken cancellationToken);

    /// <summary>A tool was called (<paramref name="status"/> started) or has returned (completed, or failed for the reason that <paramref name="code"/> names).</summary>
    Task ToolAsync(string callId, string name, string status, string? code, CancellationToken cancellationToken);

    /// <summary>A call waits for the user.</summary>
    Task ApprovalAsync(Approval approval, CancellationToken cancellationToken);
}
