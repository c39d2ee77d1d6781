using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>Takes sessions that are due: those of tenants that may work at that moment by the word of the tenants module, which may be ahead of what events have told.</summary>
internal sealed class ConsolidationClaims(ConsolidationQueue queue, StandingCheck standings)
{
    // Of a tenant that stands otherwise than was known, or that nobody knows: the next claim passes it over once that is noted.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>Up to <paramref name="count"/> sessions that are due and may be gone through now. None does not mean that none is due.</summary>
    /// <exception cref="ModuleUnavailableException">The tenants module does not say how tenants stand; nothing stays claimed.</exception>
    public async Task<IReadOnlyList<ClaimedConsolidation>> TakeAsync(int count, CancellationToken cancellationToken)
    {
        await standings.EnsureAsync(cancellationToken);
        var claimed = await queue.ClaimAsync(count, cancellationToken);
        try
        {
            var standing = await standings.CheckAsync(claimed.Select(static claim => (claim.TenantId, claim.Context.Epoch)), cancellationToken);
            foreach (var claim in claimed.Where(claim => standing[claim.TenantId] != Standing.AsClaimed))
            {
                await queue.ReturnAsync(claim, Pause, untouched: true, cancellationToken);
            }

            return claimed.FindAll(claim => standing[claim.TenantId] == Standing.AsClaimed);
        }
        catch (ModuleUnavailableException)
        {
            foreach (var claim in claimed)
            {
                await queue.ReturnAsync(claim, TimeSpan.Zero, untouched: true, cancellationToken);
            }

            throw;
        }
    }
}
