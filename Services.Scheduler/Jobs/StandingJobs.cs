using System.Globalization;
using Nanobot.Clients;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Persistence;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>
/// The jobs that a user's preferences stand for: a daily report where <c>report_frequency</c> is daily or both, a weekly one, on Mondays, where it is weekly or both, at
/// <c>report_time</c> in the user's zone. One of each: they are moved, not made anew.
/// </summary>
internal sealed class StandingJobs(IUsers users, IJobSlots slots, TimeProvider time)
{
    private const string Select = $"""
        select {JobRows.Columns} from jobs where tenant_id = $1 and user_id = $2 and origin = '{JobOrigin.Preferences}' order by job_id for update
        """;

    private const string FirstOfWeek = "mon";

    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>Makes them as the preferences are now.</summary>
    /// <param name="transaction">The user's.</param>
    /// <param name="isAsked">Whether the user has said when reports are wanted: only then one is made that is not there. Those that are there are moved and removed whatever was said.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ModuleUnavailableException">Nobody says what the preferences are.</exception>
    public async Task FollowAsync(TenantTransaction transaction, bool isAsked, CancellationToken cancellationToken)
    {
        var context = transaction.Context;
        await JobBook.HoldAsync(transaction, cancellationToken);
        var known = await transaction.QueryAsync(new Sql(Select, context.RequiredTenantId, context.RequiredUserId), StoredJobs.Read, cancellationToken);
        if (known.Count == 0 && !isAsked)
        {
            return;
        }

        // Behind the hold: whoever writes last has asked last, in whatever order one hears of changes.
        if (await users.FindAsync(context.RequiredUserId, cancellationToken) is not { } user)
        {
            return;
        }

        foreach (var type in (ReportType[])[ReportType.Daily, ReportType.Weekly])
        {
            await FollowAsync(transaction, known.Find(job => job.Payload.ReportType == type.Value), type, user.Preferences, isAsked, cancellationToken);
        }
    }

    private async Task FollowAsync(
        TenantTransaction transaction, Job? known, ReportType type, Preferences preferences, bool isAsked, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().Truncate();
        if (!Wants(preferences, type))
        {
            await transaction.ExecuteAsync(cancellationToken, known is null ? [] : [JobBook.Remove(transaction.Context, [known])]);
            return;
        }

        var schedule = Schedule(preferences, type);
        if (known is null && isAsked)
        {
            // It follows the user's zone, as jobs do for which none is named.
            var zone = ZoneName.TryParse(preferences.TimeZone, out var named) ? named : ZoneName.Utc;
            var draft = new JobDraft($"{type.Value} report", schedule, null, new JobPayload(PayloadType.Report, type.Value), Misfire.Last, Misfire.DefaultGraceSeconds,
                Timing: Timing.Spread);
            var made = Job.New(draft, zone, ExcludedDays.None, now) with { Origin = JobOrigin.Preferences };
            if (await JobBook.AddAsync(transaction, await slots.PlaceAsync(transaction, made, now, cancellationToken), cancellationToken) is { } refusal)
            {
                throw new RefusalException(refusal);
            }
        }
        else if (known is not null && known.Schedule != schedule)
        {
            var moved = known.Change(JobDraft.Of(known) with { Schedule = schedule }, null, now);
            await JobBook.ChangeAsync(transaction, await slots.PlaceAsync(transaction, moved, now, cancellationToken), cancellationToken);
        }
    }

    private static bool Wants(Preferences preferences, ReportType type) =>
        preferences.ReportFrequency == ReportFrequency.Both.Value
        || preferences.ReportFrequency == (type == ReportType.Daily ? ReportFrequency.Daily : ReportFrequency.Weekly).Value;

    private static ScheduleSpec Schedule(Preferences preferences, ReportType type)
    {
        var at = TimeOnly.TryParseExact(preferences.ReportTime, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wanted) ? wanted : Morning;
        return type == ReportType.Daily ? new ScheduleSpec(ScheduleKind.Daily, at.Hour, at.Minute) : new ScheduleSpec(ScheduleKind.Weekly, at.Hour, at.Minute, FirstOfWeek);
    }
}
