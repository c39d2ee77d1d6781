using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Arming;

/// <summary>
/// Compares the machine's rules of the zones that jobs are in with those by which jobs were armed, and arms the jobs of zones whose rules are others.
/// What was begun is gone on with: by this process, or by another after it.
/// </summary>
internal sealed partial class ZoneRules(PlatformDb db, ArmedJobs jobs, JobArming arming, TimeProvider time, ILogger<ZoneRules> logger)
{
    // Beyond the four years that 29 February lets pass.
    private const int Years = 5;

    private const string SelectUsed = """
        select used.time_zone, zone_rules.offsets, zone_rules.edition from (select distinct time_zone from jobs where next_run_at is not null) used
        left join zone_rules on zone_rules.zone = used.time_zone
        """;

    private const string Note = """
        insert into zone_rules (zone, offsets, edition, noted_at) values ($1, $2::jsonb, $3::text, $4)
        on conflict (zone) do update set offsets = excluded.offsets, edition = excluded.edition, noted_at = excluded.noted_at
        """;

    // What jobs were armed by before an unfinished change is what they are armed by still.
    private const string NoteChange = """
        update zone_rules set former = coalesce(former, offsets), former_after_tenant = null, former_after_job = null,
            offsets = $2::jsonb, edition = $3::text, noted_at = $4
        where zone = $1
        """;

    private const string SelectChanged = "select zone, former, former_after_tenant, former_after_job from zone_rules where former is not null order by zone";

    private const string Proceed = "update zone_rules set former_after_tenant = $2, former_after_job = $3 where zone = $1";

    private const string Finish = "update zone_rules set former = null, former_after_tenant = null, former_after_job = null where zone = $1";

    private static readonly PlatformScope Scope = new("rules of zones");

    /// <summary>Looks at all zones in use; by one process at a time.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        Zone.Forget();
        var (now, edition) = (time.GetUtcNow().Truncate(), ZoneFile.Edition());
        var used = await db.QueryAsync(Scope, new Sql(SelectUsed),
            static row => (Zone: row.GetString(0), Offsets: row.IsDBNull(1) ? null : row.GetString(1), Edition: row.IsDBNull(2) ? null : row.GetString(2)), cancellationToken);
        foreach (var (zone, stored, storedEdition) in used)
        {
            // A zone that is not known here any more leaves its jobs as they are; and while an older version of this runs beside, it undoes nothing.
            if (ZoneName.IsValid(zone) && !(edition is not null && string.CompareOrdinal(edition, storedEdition) < 0))
            {
                await CompareAsync(zone, stored is null ? null : ZoneOffsets.Parse(stored), edition, now, cancellationToken);
            }
        }

        foreach (var (zone, former, tenant, job) in await db.QueryAsync(Scope, new Sql(SelectChanged),
            static row => (row.GetString(0), row.GetString(1), row.IsDBNull(2) ? "" : row.GetString(2), row.IsDBNull(3) ? Guid.Empty : row.GetGuid(3)), cancellationToken))
        {
            await ArmAsync(zone, Zone.Of(ZoneOffsets.Parse(former)), tenant, job, cancellationToken);
        }
    }

    private async Task CompareAsync(string zone, ZoneOffsets? stored, string? edition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var offsets = ZoneOffsets.Of(Zone.Of(zone), now, now.AddYears(Years));
        var isChanged = stored is not null && offsets.Differs(stored, now, stored.Until);
        await db.ExecuteAsync(Scope, new Sql(isChanged ? NoteChange : Note, zone, offsets.ToJson(), edition, now) { IsBookkeeping = true }, cancellationToken);
        if (isChanged)
        {
            Log.Changed(logger, zone, edition);
        }
    }

    private async Task ArmAsync(string zone, Zone former, string afterTenant, Guid afterJob, CancellationToken cancellationToken)
    {
        var name = ZoneName.Parse(zone);
        var count = 0;
        while (await jobs.InZoneAsync(zone, afterTenant, afterJob, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var found in batch)
            {
                await arming.ArmAsync(found, job => Arm(job, former, name), RearmReason.ZoneRules, cancellationToken);
            }

            (afterTenant, afterJob, count) = (batch[^1].TenantId, batch[^1].JobId, count + batch.Count);
            await db.ExecuteAsync(Scope, new Sql(Proceed, zone, afterTenant, afterJob) { IsBookkeeping = true }, cancellationToken);
        }

        await db.ExecuteAsync(Scope, new Sql(Finish, zone) { IsBookkeeping = true }, cancellationToken);
        Log.Armed(logger, count, zone);
    }

    // One that a process has armed already which did not live to say so is right, and stays.
    private Job Arm(Job job, Zone former, ZoneName name)
    {
        var now = time.GetUtcNow().Truncate();
        return !job.Schedule.FollowsWallClock || job.Compile().Next(now) == job.NextAt ? job : job.Move(former, name, now);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The rules of {Zone} are others in edition {Edition} of the time zones; its jobs are armed anew")]
        public static partial void Changed(ILogger logger, string zone, string? edition);

        [LoggerMessage(LogLevel.Information, "{Count} jobs of {Zone} were looked at")]
        public static partial void Armed(ILogger logger, int count, string zone);
    }
}
