using System.Text.Json;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>Writes jobs as a calendar (RFC 5545), one event each. Beside what every calendar understands stands the whole job, which <see cref="CalendarReader"/> takes back.</summary>
internal static class CalendarWriter
{
    private const int MostDates = 500;
    private const string Utc = "UTC";

    public static string Write(IReadOnlyCollection<Job> jobs, DateTimeOffset now)
    {
        var calendar = new Calendar { ProductId = "-//Nanobot.Aspire//Scheduler//EN" };
        foreach (var zone in jobs.Where(FollowsZone).Select(static job => job.TimeZone).Distinct(StringComparer.Ordinal))
        {
            calendar.AddChild(ZoneComponent.Of(zone, now));
        }

        foreach (var job in jobs)
        {
            calendar.Events.Add(Event(job, now));
        }

        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static CalendarEvent Event(Job job, DateTimeOffset now)
    {
        // A calendar shows what was wished for: the slot is where the job is, and another one elsewhere.
        var schedule = job.CompileWishes();
        var first = job.NextWish ?? schedule.Next(now) ?? now;
        var written = new CalendarEvent
        {
            Uid = job.CalendarUid ?? job.JobId.ToString(),
            Summary = job.Name,
            Description = job.Payload.Message ?? job.Payload.CustomPrompt,
            DtStamp = Time(job.UpdatedAt, Utc),
            Start = Time(job, first),
            Status = job.Status == JobStatus.Paused ? "CANCELLED" : "CONFIRMED",
        };
        if (job.Excluded.IsNone && JobRule.Of(job.Schedule) is { } rule)
        {
            written.Properties.Set(CalendarMembers.Rule, rule);
        }
        else if (job.Schedule.Kind != ScheduleKind.At)
        {
            AddDates(written, job, schedule, first);
        }

        var whole = JsonSerializer.SerializeToNode(JobResource.Of(job), Json.Wire)!.AsObject();
        var payload = whole["payload"]!;
        whole.Remove("payload");
        written.AddProperty(CalendarMembers.Schedule, whole.ToJsonString(Json.Wire));
        written.AddProperty(CalendarMembers.Payload, payload.ToJsonString(Json.Wire));
        return written;
    }

    // What no rule says is listed for a year: as much as a reader that knows no better can make use of.
    private static void AddDates(CalendarEvent written, Job job, ISchedule schedule, DateTimeOffset first)
    {
        var dates = 0;
        for (var next = schedule.Next(first); next < first.AddYears(1) && dates < MostDates; next = schedule.Next(next.Value))
        {
            written.RecurrenceDates.Add(Time(job, next.Value));
            dates++;
        }
    }

    private static bool FollowsZone(Job job) => job.Schedule.FollowsWallClock && job.TimeZone != Utc;

    private static CalDateTime Time(Job job, DateTimeOffset time) => Time(time, FollowsZone(job) ? job.TimeZone : Utc);

    private static CalDateTime Time(DateTimeOffset time, string zone) =>
        new(DateTime.SpecifyKind(Schedules.Clocks.Zone.Of(zone).Show(time).DateTime, DateTimeKind.Unspecified), zone, true);
}
