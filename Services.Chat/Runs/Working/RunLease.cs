using Nanobot.Platform.Core.Work;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>The hold on a claimed run and its session. Whoever renews it reads whether the run is to be cancelled: the event that says so may have been missed.</summary>
internal sealed class RunLease(RunQueue queue, ClaimedRun run, WorkingTurn turn) : ILease
{
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        var isCancelled = await queue.RenewAsync(run, cancellationToken);
        if (isCancelled is true)
        {
            turn.Cancel();
        }

        return isCancelled is not null;
    }

    // The attempt has ended it: the run has its end, or waits for the next one. What was cut off waits until the lease runs out.
    public Task ReleaseAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
