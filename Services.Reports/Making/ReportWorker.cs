using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Reports.Making;

/// <summary>Claims reports that are due and makes a bounded number of them at a time, until the service stops.</summary>
internal sealed partial class ReportWorker(
    ReportQueue queue,
    WakeSignal<ReportWorker> signal,
    IServiceScopeFactory scopes,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<ReportWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var slots = new SemaphoreSlim(options.Value.Parallelism);
        try
        {
            while (true)
            {
                await slots.WaitAsync(stoppingToken);
                if (await StartDueAsync(slots, stoppingToken) == 0)
                {
                    await signal.WaitAsync(options.Value.Poll, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; what is being made is handed back.
        }

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
            foreach (var report in await queue.ClaimAsync(free, stoppingToken))
            {
                started++;
                _ = RunAsync(report, slots, stoppingToken);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is, reports asked for later must not wait for a restart.
            Log.NothingClaimed(logger, exception);
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
        [LoggerMessage(LogLevel.Warning, "No reports could be claimed; looking again shortly")]
        public static partial void NothingClaimed(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Warning, "The attempt at report {ReportId} was cut off; it is tried again when its lease ends")]
        public static partial void Abandoned(ILogger logger, Exception exception, Guid reportId);
    }
}
