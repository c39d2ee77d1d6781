using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Arming;

/// <summary>Arms the jobs anew whose calendars are others, and writes down the days of further years where a text says them.</summary>
internal sealed partial class ChangedCalendars(PlatformDb db, ArmedJobs jobs, JobArming arming, TimeProvider time, ILogger<ChangedCalendars> logger)
{
    private const int Batch = 20;

    private const string SelectShort = """
        select tenant_id, name, source, revision, days from schedule_calendars where source is not null and expanded_until < $1 order by tenant_id, name limit $2
        """;

    // One that was put anew meanwhile is as far as it is to be.
    private const string Extend = """
        update schedule_calendars set days = $4, expanded_until = $5, revision = revision + case when days = $4 then 0 else 1 end
        where tenant_id = $1 and name = $2 and revision = $3
        """;

    private const string SelectChanged = "select tenant_id, name, revision from schedule_calendars where revision > settled_revision order by tenant_id, name limit $1";

    private const string Settle = "update schedule_calendars set settled_revision = $3 where tenant_id = $1 and name = $2";

    private static readonly PlatformScope Scope = new("calendars that changed");

    /// <summary>Does what there is to do; by one process at a time.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        await ExtendAsync(cancellationToken);
        while (await db.QueryAsync(Scope, new Sql(SelectChanged, Batch), static row => (Tenant: row.GetString(0), Name: row.GetString(1), Revision: row.GetInt64(2)), cancellationToken) is { Count: > 0 } changed)
        {
            foreach (var (tenant, name, revision) in changed)
            {
                await ArmAsync(tenant, name, cancellationToken);
                await db.ExecuteAsync(Scope, new Sql(Settle, tenant, name, revision) { IsBookkeeping = true }, cancellationToken);
            }
        }
    }

    private async Task ArmAsync(string tenant, string name, CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        while (await jobs.WithCalendarAsync(tenant, name, after, cancellationToken) is { Count: > 0 } batch)
        {
            foreach (var found in batch)
            {
                await arming.ArmAsync(found, Arm, RearmReason.Calendar, cancellationToken);
            }

            after = batch[^1].JobId;
        }
    }

    // What is due is looked at when it is made.
    private Job Arm(Job job)
    {
        var now = time.GetUtcNow().Truncate();
        return job.NextAt <= now || job.Compile().Next(now) == job.NextAt ? job : job.Rearm(now) with { UpdatedAt = now };
    }

    private async Task ExtendAsync(CancellationToken cancellationToken)
    {
        // A year before it would be missed.
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var rows = await db.QueryAsync(Scope, new Sql(SelectShort, today.AddYears(CalendarLimits.Years - 1), Batch),
            static row => (Tenant: row.GetString(0), Name: row.GetString(1), Source: row.GetString(2), Revision: row.GetInt64(3), Days: row.GetFieldValue<byte[]>(4)), cancellationToken);
        foreach (var row in rows)
        {
            var (content, _) = CalendarText.Read(row.Source, today, time);
            if (content is null)
            {
                Log.Unreadable(logger, row.Name);
            }

            // What cannot be read any more keeps its days, and is not looked at again for a year.
            await db.ExecuteAsync(Scope, new Sql(Extend, row.Tenant, row.Name, row.Revision, content?.Days.ToBits() ?? row.Days,
                content?.Until ?? today.AddYears(CalendarLimits.Years)) { IsBookkeeping = true }, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The text of the calendar {Calendar} cannot be read any more; it keeps the days that it has")]
        public static partial void Unreadable(ILogger logger, string calendar);
    }
}
