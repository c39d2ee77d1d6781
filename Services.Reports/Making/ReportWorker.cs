using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Reports.Making;

/// <summary>Claims reports that are due and makes a bounded number of them at a time, until the service stops.</summary>
internal sealed partial class ReportWorker(
    ReportClaims claims,
    WakeSignal<ReportWorker> signal,
    IServiceScopeFactory scopes,
    IOptions<WorkerOptions> options,
    Backoff backoff,
    TimeProvider time,
    ILogger<ReportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly WorkerLoop _loop = new("Claiming reports", options.Value.Poll, LongestPause, backoff, time, logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var slots = new SemaphoreSlim(options.Value.Parallelism);
        await _loop.RunAsync(async token =>
        {
            await slots.WaitAsync(token);
            try
            {
                return await StartDueAsync(slots, token) > 0 ? Next.AtOnce : Next.OnSignal(signal, options.Value.Poll);
            }
            catch (ModuleUnavailableException exception)
            {
                Log.Held(logger, exception.Message);
                return Next.After(backoff.After(1, Pause, Pause));
            }
        }, stoppingToken);

        // What is being made is handed back.
        for (var i = 0; i < options.Value.Parallelism; i++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    // Entered with one slot taken; leaves with as many taken as reports were started.
    private async Task<int> StartDueAsync(SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        var free = 1;
        while (slots.Wait(0, stoppingToken))
        {
            free++;
        }

        var started = 0;
        try
        {
            foreach (var report in await claims.TakeAsync(free, stoppingToken))
            {
                started++;
                _ = RunAsync(report, slots, stoppingToken);
            }
        }
        finally
        {
            if (free > started)
            {
                slots.Release(free - started);
            }
        }

        return started;
    }

    private async Task RunAsync(ClaimedReport report, SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ReportAttempt>().RunAsync(report, stoppingToken);
        }
        catch (Exception exception)
        {
            // Its lease ends, and it is tried again.
            Log.Abandoned(logger, exception, report.ReportId);
        }
        finally
        {
            slots.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Reports that are due wait, since nobody says whether their tenants may work: {Reason}")]
        public static partial void Held(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "The attempt at report {ReportId} was cut off; it is tried again when its lease ends")]
        public static partial void Abandoned(ILogger logger, Exception exception, Guid reportId);
    }
}
