using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Messaging.Working;

/// <summary>
/// Claims work that is due and is at a bounded number at a time, until the service stops; then it waits for what is being handed back. An attempt that throws leaves its lease, which
/// ends.
/// </summary>
/// <typeparam name="TWork">The work.</typeparam>
/// <param name="settings">How it works.</param>
/// <param name="claims">Where it comes from.</param>
/// <param name="signal">Wakes it; with null it looks at its interval alone.</param>
/// <param name="scopes">Each attempt has services of its own.</param>
/// <param name="backoff">How long it waits where the queue fails.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Whose lines they are.</param>
public abstract partial class QueueWorker<TWork>(
    WorkerSettings settings, WorkClaims<TWork> claims, IWakeSignal? signal, IServiceScopeFactory scopes, Backoff backoff, TimeProvider time, ILogger logger) : BackgroundService
    where TWork : IClaimedWork
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly WorkOfTenants _working = new();
    private readonly WorkerLoop _loop = new($"Claiming {settings.Name}", settings.Poll, LongestPause, backoff, time, logger);

    /// <summary>One attempt, which ends the work or gives it back.</summary>
    protected abstract Task AttemptAsync(IServiceProvider services, TWork work, CancellationToken stoppingToken);

    /// <summary>An attempt is over, and its place free.</summary>
    protected virtual void Ended()
    {
    }

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Parallelism == 0)
        {
            return;
        }

        using var slots = new SemaphoreSlim(settings.Parallelism);
        await _loop.RunAsync(async token =>
        {
            await slots.WaitAsync(token);
            try
            {
                return await StartDueAsync(slots, token) > 0 ? Next.AtOnce
                    : signal is null ? Next.After(settings.Poll)
                    : Next.OnSignal(signal, settings.Poll);
            }
            catch (ModuleUnavailableException exception)
            {
                Log.Held(logger, settings.Name, exception.Message);
                return Next.After(backoff.After(1, Pause, Pause));
            }
        }, stoppingToken);

        // What is at work is handed back.
        for (var i = 0; i < settings.Parallelism; i++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    // Entered with one slot taken; leaves with as many taken as attempts were started.
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
            foreach (var work in await claims.TakeAsync(free, stoppingToken))
            {
                if (_working.TryBegin(work.Context.RequiredTenantId, settings.MostOfTenant))
                {
                    started++;
                    _ = RunAsync(work, slots, stoppingToken);
                }
                else
                {
                    await claims.ReturnAsync(work, Pause, stoppingToken);
                }
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

    private async Task RunAsync(TWork work, SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await AttemptAsync(scope.ServiceProvider, work, stoppingToken);
        }
        catch (Exception exception)
        {
            // Its lease ends, and it is tried again.
            Log.Abandoned(logger, exception, settings.Name, work.WorkId);
        }
        finally
        {
            _working.End(work.Context.RequiredTenantId);
            slots.Release();
            Ended();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Due {Work} wait, since nobody says whether their tenants may work: {Reason}")]
        public static partial void Held(ILogger logger, string work, string reason);

        [LoggerMessage(LogLevel.Warning, "The attempt at {WorkId} of {Work} was cut off; it is tried again when its lease ends")]
        public static partial void Abandoned(ILogger logger, Exception exception, string work, Guid workId);
    }
}
