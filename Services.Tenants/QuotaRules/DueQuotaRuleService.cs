using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>Looks every second for rules that begin or cease to hold.</summary>
internal sealed class DueQuotaRuleService(DueQuotaRules rules, Backoff backoff, TimeProvider time, ILogger<DueQuotaRuleService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly WorkerLoop _loop = new("The look for rules of quotas that are due", Interval, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(LookAsync, stoppingToken);

    private async Task<Next> LookAsync(CancellationToken stoppingToken) =>
        await rules.ApplyAsync(stoppingToken) == DueQuotaRules.Batch ? Next.AtOnce : Next.After(Interval);
}
