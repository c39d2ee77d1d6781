using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>Takes the jobs that follow their user's zone to where that is now; all of them or none.</summary>
internal sealed partial class FollowUserZone(
    DefaultTimeZone zones, WakeSignal<DueScanService> signal, TimeProvider time, ILogger<FollowUserZone> logger)
{
    private const string SelectFollowing = """
        select job_id from jobs where tenant_id = $1 and user_id = $2 and zone_mode = 'user' and time_zone is distinct from $3::text order by job_id
        """;

    public async Task FollowAsync(TenantTransaction transaction, CancellationToken cancellationToken)
    {
        // Most users have none, and most changes are others: nobody is asked for a zone that no job goes by.
        if ((await FollowingAsync(transaction, null, cancellationToken)).Count == 0)
        {
            return;
        }

        var zone = await zones.OfAsync(transaction.Context, cancellationToken);
        foreach (var jobId in await FollowingAsync(transaction, zone.Value, cancellationToken))
        {
            await FollowAsync(transaction, jobId, zone, cancellationToken);
        }

        signal.Raise();
    }

    private static Task<List<Guid>> FollowingAsync(TenantTransaction transaction, string? zone, CancellationToken cancellationToken) => transaction.QueryAsync(
        new Sql(SelectFollowing, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, zone), static row => row.GetGuid(0), cancellationToken);

    private async Task FollowAsync(TenantTransaction transaction, Guid jobId, ZoneName zone, CancellationToken cancellationToken)
    {
        try
        {
            if (await transaction.QuerySingleAsync(JobQueries.FindToChange(transaction.Context, jobId), StoredJobs.Read, cancellationToken) is { } job)
            {
                var from = ZoneName.IsValid(job.TimeZone) ? Zone.Of(job.TimeZone) : Zone.Of(zone.Value);
                var now = time.GetUtcNow().Truncate();
                var moved = job.Move(from, zone, now);
                await Rearming.WriteAsync(transaction, job, moved, RearmReason.UserZone, cancellationToken);
                await MovedRun.NoteAsync(transaction, job, moved, now, cancellationToken);
            }
        }
        catch (StoredDataException exception)
        {
            // It cannot be fired either, and keeps no other from following.
            Log.PassedOver(logger, exception, jobId);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Job {JobId} cannot be read, and does not follow its user's zone")]
        public static partial void PassedOver(ILogger logger, Exception exception, Guid jobId);
    }
}
