using Nanobot.Services.Chat.Approvals;

namespace Nanobot.Services.Chat.Agent;

/// <summary>Nobody watches; only the outcome counts.</summary>
internal sealed class NoObserver : IAgentObserver
{
    public static NoObserver Instance { get; } = new();

    public bool WantsText => false;

    public Task TextAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ToolAsync(string callId, string name, string status, string? code, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ApprovalAsync(Approval approval, CancellationToken cancellationToken) => Task.CompletedTask;
}
