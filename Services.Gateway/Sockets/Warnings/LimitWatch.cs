using Microsoft.Extensions.Options;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Gateway.Sockets.Bounds;
using Nanobot.Services.Gateway.Sockets.Notices;
using Nanobot.Services.Gateway.Tenants;
using StackExchange.Redis;

namespace Nanobot.Services.Gateway.Sockets.Warnings;

/// <summary>
/// Tells open sockets that a limit is near, <c>limits.warning</c>: a tenant's administrators of the tenant's, and of users' own; a user of its own. Only
/// tenants with sockets are looked at, beside the requests and not within them.
/// </summary>
internal sealed partial class LimitWatch(
    NoticeBoard board, TenantStates tenants, NearLimits limits, WarningMarks marks, IOptions<SocketOptions> options, Backoff backoff, TimeProvider time, ILogger<LimitWatch> logger)
    : BackgroundService
{
    private const int TenantsAtOnce = 8;
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly WorkerLoop _loop = new("Looking for limits that are near", options.Value.WarnEvery, LongestPause, backoff, time, logger);
    private readonly ToldWarnings _told = new(time);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(LookAsync, stoppingToken);

    private async Task<Next> LookAsync(CancellationToken stoppingToken)
    {
        var here = board.Present();
        _told.Keep(here);
        var present = here.Keys.ToLookup(static receivers => receivers.TenantId, static receivers => receivers.UserId, StringComparer.Ordinal);
        var lookups = new ParallelOptions { MaxDegreeOfParallelism = TenantsAtOnce, CancellationToken = stoppingToken };
        await Parallel.ForEachAsync(present, lookups, async (tenant, token) => await LookAtAsync(tenant.Key, [.. tenant], token));
        return Next.After(options.Value.WarnEvery);
    }

    private async Task LookAtAsync(string tenantId, IReadOnlyCollection<string?> userIds, CancellationToken cancellationToken)
    {
        try
        {
            if (await tenants.FindAsync(tenantId, default, cancellationToken) is not { } tenant)
            {
                return;
            }

            foreach (var near in await NearAsync(tenant, userIds, cancellationToken))
            {
                await TellAsync(near);
            }
        }
        catch (Exception exception) when (exception is ModuleUnavailableException or CrowdedOutException or RedisException or TimeoutException or ObjectDisposedException)
        {
            // What is told later is told all the same.
            Log.Unknown(logger, tenantId, ExceptionReason.Of(exception));
        }
    }

    private async Task<IEnumerable<NearLimit>> NearAsync(TenantSnapshot tenant, IReadOnlyCollection<string?> userIds, CancellationToken cancellationToken)
    {
        var near = new List<NearLimit>();
        foreach (var userId in userIds)
        {
            near.AddRange(await (userId is null ? limits.OfTenantAsync(tenant, cancellationToken) : limits.OfUserAsync(tenant, userId, cancellationToken)));
        }

        return near;
    }

    private async Task TellAsync(NearLimit near)
    {
        foreach (var threshold in NearLimit.Thresholds)
        {
            if (near.Reaches(threshold))
            {
                if (!_told.Has(near, threshold))
                {
                    // Marked before anybody was here: then it was told elsewhere, or there was nobody to be told.
                    var isNews = await marks.MarkAsync(near, threshold) >= _told.HereSince(near);
                    _told.Add(near, threshold);
                    if (isNews)
                    {
                        Tell(near, threshold);
                    }
                }
            }
            else if (near.HasLeft(threshold) && _told.Forget(near, threshold))
            {
                await marks.ClearAsync(near, threshold);
            }
        }
    }

    private void Tell(NearLimit near, int threshold) => board.Tell(near.TenantId, near.UserId, "limits.warning", Operations.Gateway.GetLimits, new
    {
        quota = near.Quota.Value,
        unit = near.Quota.Unit,
        threshold,
        limit = near.Quota.Shown(near.Limit),
        used = near.Quota.Shown(near.Used),
        resets_at = near.ResetsAt,
        scope = near.UserId is null ? "tenant" : "user",
        user_id = near.UserId,
    });

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "What the tenant {TenantId} has used is not known at the moment: {Reason}")]
        public static partial void Unknown(ILogger logger, string tenantId, string reason);
    }
}
