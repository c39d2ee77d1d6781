using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Metering.Accounts;
using Nanobot.Platform.Metering.Observability;

namespace Nanobot.Platform.Metering.Calls;

/// <summary>
/// Keeps ledger and budgets true while nobody looks: puts off the end of what running calls have reserved, writes down what could not be
/// written when a call ended, closes the calls of processes that died, and tells Redis again what it has lost.
/// </summary>
internal sealed partial class LedgerKeeper(
    CallCloser calls, BudgetStore store, LedgerCare care, LedgerRetention retention, LedgerTelemetry telemetry, IOptions<TokenBudgetOptions> options, Backoff backoff, TimeProvider time, ILogger<LedgerKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);
    private readonly WorkerLoop _loop = new("Keeping the ledger", options.Value.KeepInterval, LongestPause, backoff, time, logger);
    private DateTimeOffset _nextPurge;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        telemetry.Watch(calls.Look);
        await _loop.RunAsync(StepAsync, stoppingToken, Next.After(options.Value.KeepInterval));
        // A last time, before the stores are closed.
        await PayAsync();
    }

    private async Task<Next> StepAsync(CancellationToken stopping)
    {
        await RenewAsync(stopping);
        await PayAsync();
        if (!await store.IsLoadedAsync(stopping))
        {
            var standing = await care.StandingAsync(stopping);
            await store.LoadAsync(standing, stopping);
            Log.Loaded(logger, standing.Count);
        }

        foreach (var (tenant, call, totals) in await care.AbandonAsync(stopping))
        {
            Log.Abandoned(logger, call);
            telemetry.Closed(tenant, CallState.Abandoned, isEstimated: true);
            await store.SettleAsync(call, [.. totals.Select(static total => total.Budget)], totals, stopping);
        }

        if (time.GetUtcNow() >= _nextPurge)
        {
            await care.PurgeAsync(stopping);
            if (await retention.PurgeAsync(stopping) is > 0 and var removed)
            {
                Log.Removed(logger, removed, options.Value.CallRetention);
            }

            _nextPurge = time.GetUtcNow() + PurgeInterval;
        }

        return Next.After(options.Value.KeepInterval);
    }

    private async Task RenewAsync(CancellationToken stopping)
    {
        var due = calls.Open.Where(call => time.GetElapsedTime(call.Renewed) >= options.Value.Lease / 3).ToList();
        if (due.Count == 0)
        {
            return;
        }

        await care.HoldAsync([.. due.Select(static call => (call.Start.CallId, call.Known))], stopping);
        await Task.WhenAll(due.Select(call => call.RenewAsync(store, stopping)));
        due.ForEach(call => call.Renewed = time.GetTimestamp());
    }

    private async Task PayAsync()
    {
        foreach (var call in calls.Open)
        {
            if (call.Owed is { } ending)
            {
                await calls.CloseAsync(call, ending);
                if (call.Owed is not null && calls.Open.Contains(call))
                {
                    // The stores are still away: the others would wait as long.
                    return;
                }
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Told Redis what {Budgets} budgets have come to")]
        public static partial void Loaded(ILogger logger, int budgets);

        [LoggerMessage(LogLevel.Information, "Removed the rows of {Calls} model calls that were older than {Retention}; what they came to is in their days' sums")]
        public static partial void Removed(ILogger logger, long calls, TimeSpan retention);

        [LoggerMessage(LogLevel.Warning, "The model call {CallId} of a process that died is closed with an estimate")]
        public static partial void Abandoned(ILogger logger, Guid callId);
    }
}
