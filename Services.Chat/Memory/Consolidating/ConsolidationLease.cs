using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>The hold on a session that is gone through for facts.</summary>
internal sealed class ConsolidationLease(ConsolidationQueue queue, ClaimedConsolidation claim) : ILease
{
    public Task<bool> RenewAsync(CancellationToken cancellationToken) => queue.RenewAsync(claim, cancellationToken);

    // Whoever goes through it has ended it, or given it back. What was cut off waits until the lease runs out.
    public Task ReleaseAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
