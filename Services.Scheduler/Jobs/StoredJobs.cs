using Nanobot.Services.Scheduler.Persistence;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Days;
using Npgsql;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Between a job and its row.</summary>
internal static class StoredJobs
{
    /// <summary>The job of a row of <see cref="JobRows.Columns"/>.</summary>
    public static Job Read(NpgsqlDataReader row)
    {
        var record = JobRows.Map(row);
        var (schedule, payload) = (record.Schedule, record.Payload);
        return new Job(
            record.JobId,
            record.Name,
            new ScheduleSpec(schedule.Kind, schedule.Hour, schedule.Minute, schedule.DayOfWeek, schedule.Expression, schedule.Seconds, schedule.Time,
                schedule.Interval, schedule.StartsOn, schedule.EndsAt),
            record.TimeZone,
            new JobPayload(payload.Type, payload.ReportType, payload.CustomPrompt, payload.FocusAreas, payload.Message, payload.SessionId, payload.Labels, payload.Model, payload.Url,
                payload.Body, payload.HeaderNames),
            record.Misfire,
            record.MisfireGraceSeconds,
            record.Status,
            record.AnchorAt,
            record.NextRunAt,
            record.LastRunAt,
            record.CreatedAt,
            record.UpdatedAt,
            record.ZoneMode,
            record.Calendars,
            record.Excluded.Count == 0 ? ExcludedDays.None : new ExcludedDays([.. record.Excluded.Select(static days => new DaySet(days))]),
            record.Tags,
            record.Origin,
            record.CalendarUid,
            record.SlotOffset is { } offset ? new Slot(offset, record.SlotWeight) : null);
    }

    /// <summary>As the column <c>schedule</c> keeps it.</summary>
    public static string ToJson(this ScheduleSpec schedule) => new StoredSchedule(
        schedule.Kind!, schedule.Hour, schedule.Minute, schedule.DayOfWeek, schedule.Expression, schedule.Seconds, schedule.Time,
        schedule.Interval, schedule.StartsOn, schedule.EndsAt).ToJson();

    /// <summary>As the column <c>payload</c> keeps it.</summary>
    public static string ToJson(this JobPayload payload) =>
        new StoredPayload(payload.Type!, payload.ReportType, payload.CustomPrompt, payload.FocusAreas, payload.Message, payload.SessionId, payload.Labels, payload.Model, payload.Url,
            payload.Body, payload.HeaderNames).ToJson();
}
