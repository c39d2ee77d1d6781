using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>Claims runs that are due and works on a bounded number of them at a time, until the service stops.</summary>
internal sealed partial class RunWorker(
    RunClaims claims, WakeSignal<RunWork> signal, IServiceScopeFactory scopes, IOptions<RunOptions> options, Backoff backoff, TimeProvider time, ILogger<RunWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly WorkerLoop _loop = new("Claiming runs", options.Value.Poll, LongestPause, backoff, time, logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Parallelism == 0)
        {
            return;
        }

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

        // What is at work is handed back.
        for (var i = 0; i < options.Value.Parallelism; i++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    // Entered with one slot taken; leaves with as many taken as runs were started.
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
            foreach (var run in await claims.TakeAsync(free, stoppingToken))
            {
                started++;
                _ = RunAsync(run, slots, stoppingToken);
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

    private async Task RunAsync(ClaimedRun run, SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RunAttempt>().RunAsync(run, stoppingToken);
        }
        catch (Exception exception)
        {
            // Its lease ends, and it is tried again.
            Log.Abandoned(logger, exception, run.RunId);
        }
        finally
        {
            slots.Release();
            // What waited behind it in its session is due.
            signal.Raise();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Runs that are due wait, since nobody says whether their tenants may work: {Reason}")]
        public static partial void Held(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "The attempt at run {RunId} was cut off; it is tried again when its lease ends")]
        public static partial void Abandoned(ILogger logger, Exception exception, Guid runId);
    }
}
