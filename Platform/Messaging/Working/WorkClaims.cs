using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Platform.Messaging.Working;

/// <summary>
/// Takes work from a queue: that of tenants that may work at that moment by the word of the tenants module. What events have told
/// may be older than what somebody has been answered.
/// </summary>
public sealed class WorkClaims<TWork>(IWorkQueue<TWork> queue, StandingCheck standings)
    where TWork : IClaimedWork
{
    // Of a tenant that nobody knows: events are ahead of what it was asked of, or it is gone.
    private static readonly TimeSpan UnknownPause = TimeSpan.FromSeconds(15);

    /// <summary>Up to <paramref name="count"/> that are due and may be done now. None does not mean that none is due.</summary>
    /// <exception cref="ModuleUnavailableException">The tenants module does not say how tenants stand; nothing stays claimed.</exception>
    public async Task<IReadOnlyList<TWork>> TakeAsync(int count, CancellationToken cancellationToken)
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

    /// <summary>Gives back what was taken and cannot be begun yet.</summary>
    public Task ReturnAsync(TWork work, TimeSpan wait, CancellationToken cancellationToken) => queue.ReturnAsync(work, wait, cancellationToken);

    private async Task<List<TWork>> CheckAsync(List<TWork> claimed, CancellationToken cancellationToken)
    {
        try
        {
            var standing = await standings.CheckAsync(claimed.Select(static work => (work.Context.RequiredTenantId, work.Context.Epoch)), cancellationToken);
            foreach (var work in claimed.Where(work => Of(work) != Standing.AsClaimed))
            {
                await queue.ReturnAsync(work, Of(work) == Standing.Changed ? TimeSpan.Zero : UnknownPause, cancellationToken);
            }

            return claimed.FindAll(work => Of(work) == Standing.AsClaimed);

            Standing Of(TWork work) => standing[work.Context.RequiredTenantId];
        }
        catch (ModuleUnavailableException)
        {
            foreach (var work in claimed)
            {
                await queue.ReturnAsync(work, TimeSpan.Zero, cancellationToken);
            }

            throw;
        }
    }
}
