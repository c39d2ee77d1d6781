using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>Takes runs from the queue: those of tenants that may work at that moment by the word of the tenants module, which may be ahead of what events have told.</summary>
internal sealed class RunClaims(RunQueue queue, StandingCheck standings)
{
    // Of a tenant that nobody knows: events are ahead of what it was asked of, or it is gone.
    private static readonly TimeSpan UnknownPause = TimeSpan.FromSeconds(15);

    /// <summary>Up to <paramref name="count"/> runs that are due and may be made now. None does not mean that none is due.</summary>
    /// <exception cref="ModuleUnavailableException">The tenants module does not say how tenants stand; nothing stays claimed.</exception>
    public async Task<IReadOnlyList<ClaimedRun>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        await standings.EnsureAsync(cancellationToken);
        while (true)
        {
            var claimed = await queue.ClaimAsync(count, cancellationToken);
            var passed = await CheckAsync(claimed, cancellationToken);
            if (claimed.Count == 0 || passed.Count > 0)
            {
                return passed;
            }
        }
    }

    private async Task<List<ClaimedRun>> CheckAsync(List<ClaimedRun> claimed, CancellationToken cancellationToken)
    {
        try
        {
            var standing = await standings.CheckAsync(claimed.Select(static run => (run.TenantId, run.Context.Epoch)), cancellationToken);
            foreach (var run in claimed.Where(run => standing[run.TenantId] != Standing.AsClaimed))
            {
                await queue.ReturnAsync(run, standing[run.TenantId] == Standing.Changed ? TimeSpan.Zero : UnknownPause, untouched: true, cancellationToken);
            }

            return claimed.FindAll(run => standing[run.TenantId] == Standing.AsClaimed);
        }
        catch (ModuleUnavailableException)
        {
            foreach (var run in claimed)
            {
                await queue.ReturnAsync(run, TimeSpan.Zero, untouched: true, cancellationToken);
            }

            throw;
        }
    }
}
