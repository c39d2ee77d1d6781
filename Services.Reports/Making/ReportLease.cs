using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Reports.Making;

/// <summary>The lease of a claimed report.</summary>
internal sealed class ReportLease(ReportQueue queue, ClaimedReport report) : ILease
{
    public Task<bool> RenewAsync(CancellationToken cancellationToken) => queue.RenewAsync(report, cancellationToken);

    // The attempt has ended it: the report is made or waits for the next one. What was cut off waits until the lease runs out.
    public Task ReleaseAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
