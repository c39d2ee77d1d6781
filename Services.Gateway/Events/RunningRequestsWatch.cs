using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Events;

/// <summary>
/// Looks again and again at the tenants for which requests run, each once, however many of its requests run: by what is remembered, compared with what has changed. So
/// a request ends also where the broadcast was missed, as by a broken connection, and where no event tells it, as at the end of a trial.
/// </summary>
internal sealed partial class RunningRequestsWatch(RunningRequests running, TenantStates tenants, Backoff backoff, TimeProvider time, ILogger<RunningRequestsWatch> logger)
    : BackgroundService
{
    // With the age that what is remembered may have, and the grace, it stays within the two seconds.
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private const int LookupsAtOnce = 16;

    private readonly WorkerLoop _loop = new("Looking at the tenants of running requests", Every, LongestPause, backoff, time, logger);

    // Since when their requests are to end. Modules are heard first: they say why, where they have heard of it themselves.
    private Dictionary<string, long> _ending = new(StringComparer.Ordinal);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(LookAsync, stoppingToken);

    private async Task<Next> LookAsync(CancellationToken stoppingToken)
    {
        var lookups = new ParallelOptions { MaxDegreeOfParallelism = LookupsAtOnce, CancellationToken = stoppingToken };
        var still = new Dictionary<string, long>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(running.Tenants(), lookups, async (tenantId, token) =>
        {
            if (await EndedSinceAsync(tenantId, token) is not { } epoch)
            {
                return;
            }

            var since = _ending.GetValueOrDefault(tenantId, time.GetTimestamp());
            lock (still)
            {
                still[tenantId] = since;
            }

            if (time.GetElapsedTime(since) >= Grace)
            {
                running.CutOff(tenantId, epoch);
            }
        });
        _ending = still;
        return Next.After(Every);
    }

    // The epoch before which its requests were let in that must not go on; null where they may, or nobody says.
    private async Task<long?> EndedSinceAsync(string tenantId, CancellationToken cancellationToken)
    {
        try
        {
            return await tenants.FindAsync(tenantId, default, cancellationToken) is not { } tenant ? long.MaxValue
                : TenantActiveGuard.Refusal(tenant, time.GetUtcNow()) is not null ? tenant.Epoch + 1
                : null;
        }
        catch (Exception exception) when (exception is ModuleUnavailableException or CrowdedOutException)
        {
            Log.Unknown(logger, tenantId, exception.Message);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Requests of the tenant {TenantId} go on, since nobody says how it stands: {Reason}")]
        public static partial void Unknown(ILogger logger, string tenantId, string reason);
    }
}
