using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;

namespace Nanobot.Services.Reports.Making;

/// <summary>Makes the reports that schedules ask for.</summary>
internal sealed class ScheduledReportWorker(
    ReportLanes lanes, StandingCheck standings, IServiceScopeFactory scopes, IOptions<WorkerOptions> options, Backoff backoff, TimeProvider time, ILogger<ScheduledReportWorker> logger)
    : QueueWorker<ClaimedReport>(
        new("scheduled reports", options.Value.ScheduledParallelism, options.Value.Poll), new(lanes.Scheduled, standings), null, scopes, backoff, time, logger)
{
    protected override Task AttemptAsync(IServiceProvider services, ClaimedReport work, CancellationToken stoppingToken) =>
        services.GetRequiredService<ReportAttempt>().RunAsync(work, stoppingToken);
}
