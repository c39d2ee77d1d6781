using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;

namespace Nanobot.Services.Reports.Making;

/// <summary>Makes the reports that users ask for.</summary>
internal sealed class ReportWorker(
    ReportLanes lanes, StandingCheck standings, WakeSignal<ReportWorker> signal, IServiceScopeFactory scopes, IOptions<WorkerOptions> options, Backoff backoff, TimeProvider time,
    ILogger<ReportWorker> logger)
    : QueueWorker<ClaimedReport>(
        new("reports", options.Value.Parallelism, options.Value.Poll), new(lanes.Asked, standings), signal, scopes, backoff, time, logger)
{
    protected override Task AttemptAsync(IServiceProvider services, ClaimedReport work, CancellationToken stoppingToken) =>
        services.GetRequiredService<ReportAttempt>().RunAsync(work, stoppingToken);
}
