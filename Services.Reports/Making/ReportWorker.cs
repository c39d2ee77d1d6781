using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Working;

namespace Nanobot.Services.Reports.Making;

/// <summary>Makes reports that are due.</summary>
internal sealed class ReportWorker(
    WorkClaims<ClaimedReport> claims, WakeSignal<ReportWorker> signal, IServiceScopeFactory scopes, IOptions<WorkerOptions> options, Backoff backoff, TimeProvider time,
    ILogger<ReportWorker> logger)
    : QueueWorker<ClaimedReport>(new("reports", options.Value.Parallelism, options.Value.Poll), claims, signal, scopes, backoff, time, logger)
{
    protected override Task AttemptAsync(IServiceProvider services, ClaimedReport work, CancellationToken stoppingToken) =>
        services.GetRequiredService<ReportAttempt>().RunAsync(work, stoppingToken);
}
