using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>Claims sessions that are due to be gone through for facts, a bounded number at a time and of each tenant, until the service stops.</summary>
internal sealed partial class ConsolidationWorker(
    ConsolidationClaims claims, ConsolidationQueue queue, IServiceScopeFactory scopes, IOptions<MemoryOptions> options, Backoff backoff, TimeProvider time, ILogger<ConsolidationWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly WorkerLoop _loop = new("Claiming sessions for their facts", options.Value.Poll, LongestPause, backoff, time, logger);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _working = new(StringComparer.Ordinal);

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
                return await StartDueAsync(slots, token) ? Next.AtOnce : Next.After(options.Value.Poll);
            }
            catch (ModuleUnavailableException exception)
            {
                Log.Held(logger, exception.Message);
                return Next.After(backoff.After(1, LongestPause, LongestPause));
            }
        }, stoppingToken);

        // What is at work is given back.
        for (var i = 0; i < options.Value.Parallelism; i++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    // Entered with one slot taken; leaves with as many taken as sessions were begun.
    private async Task<bool> StartDueAsync(SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        var free = 1;
        while (slots.Wait(0, stoppingToken))
        {
            free++;
        }

        var started = 0;
        try
        {
            foreach (var claim in await claims.TakeAsync(free, stoppingToken))
            {
                if (TryBegin(claim.TenantId))
                {
                    started++;
                    _ = RunAsync(claim, slots, stoppingToken);
                }
                else
                {
                    await queue.ReturnAsync(claim, Pause, untouched: true, stoppingToken);
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

        return started > 0;
    }

    private async Task RunAsync(ClaimedConsolidation claim, SemaphoreSlim slots, CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Consolidation>().RunAsync(claim, stoppingToken);
        }
        catch (Exception exception)
        {
            // Its lease ends, and it is tried again.
            Log.Abandoned(logger, exception, claim.SessionId);
        }
        finally
        {
            End(claim.TenantId);
            slots.Release();
        }
    }

    private bool TryBegin(string tenantId)
    {
        lock (_gate)
        {
            var working = _working.GetValueOrDefault(tenantId);
            if (working >= options.Value.MostOfTenant)
            {
                return false;
            }

            _working[tenantId] = working + 1;
            return true;
        }
    }

    private void End(string tenantId)
    {
        lock (_gate)
        {
            if (--_working[tenantId] == 0)
            {
                _working.Remove(tenantId);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Sessions that are due to be gone through for facts wait, since nobody says whether their tenants may work: {Reason}")]
        public static partial void Held(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "Going through session {SessionId} was cut off; it is tried again when its lease ends")]
        public static partial void Abandoned(ILogger logger, Exception exception, Guid sessionId);
    }
}
