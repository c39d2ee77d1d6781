using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Tenants;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Takes reports to be made from the queue: those of tenants that may work at that moment by the word of the tenants module. What events have told
/// may be older than what somebody has been answered.
/// </summary>
internal sealed class ReportClaims(ReportQueue queue, StandingCheck standings)
{
    // Of a tenant that nobody knows: events are ahead of what it was asked of, or it is gone.
    private static readonly TimeSpan UnknownPause = TimeSpan.FromSeconds(15);

    /// <summary>Up to <paramref name="count"/> reports that are due and may be made now. None does not mean that none is due.</summary>
    /// <exception cref="ModuleUnavailableException">The tenants module does not say how tenants stand; nothing stays claimed.</exception>
    public async Task<IReadOnlyList<ClaimedReport>> TakeAsync(int count, CancellationToken cancellationToken)
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

    private async Task<List<ClaimedReport>> CheckAsync(List<ClaimedReport> claimed, CancellationToken cancellationToken)
    {
        try
        {
            var standing = await standings.CheckAsync(claimed.Select(static report => (report.TenantId, report.Context.Epoch)), cancellationToken);
            foreach (var report in claimed.Where(report => standing[report.TenantId] != Standing.AsClaimed))
            {
                await queue.ReturnAsync(report, standing[report.TenantId] == Standing.Changed ? TimeSpan.Zero : UnknownPause, cancellationToken);
            }

            return claimed.FindAll(report => standing[report.TenantId] == Standing.AsClaimed);
        }
        catch (ModuleUnavailableException)
        {
            foreach (var report in claimed)
            {
                await queue.ReturnAsync(report, TimeSpan.Zero, cancellationToken);
            }

            throw;
        }
    }
}
