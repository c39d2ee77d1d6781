using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Working;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>Looks at rules that are due.</summary>
internal sealed class AlertWorker(
    WorkClaims<ClaimedRule> claims, IServiceScopeFactory scopes, IOptions<AlertOptions> options, Backoff backoff, TimeProvider time, ILogger<AlertWorker> logger)
    : QueueWorker<ClaimedRule>(new("rules of alerts", options.Value.Parallelism, options.Value.Poll), claims, null, scopes, backoff, time, logger)
{
    protected override Task AttemptAsync(IServiceProvider services, ClaimedRule work, CancellationToken stoppingToken) => services.GetRequiredService<AlertAttempt>().RunAsync(work, stoppingToken);
}
