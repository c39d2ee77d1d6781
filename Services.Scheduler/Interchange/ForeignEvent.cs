using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Texts;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>An event that somebody's calendar has: a job that tells the assistant what the event says, as text that is others' until its user has said otherwise.</summary>
internal static class ForeignEvent
{
    // What would make other times of it than its rule says.
    private static readonly string[] NotKnown = [CalendarMembers.Dates, "EXDATE", "EXRULE", "RECURRENCE-ID"];

    public static CalendarEntry Read(string uid, CalendarEvent read, DateTimeOffset now)
    {
        if (NotKnown.FirstOrDefault(name => read.Properties.Any(property => property.Name == name)) is { } unknown)
        {
            return Refused($"{unknown}: a job has no exceptions");
        }

        if (read.Start is not { } start)
        {
            return Refused("DTSTART: is needed");
        }

        if (!start.HasTime)
        {
            return Refused("DTSTART: a day without a time of day says no moment");
        }

        if (ZoneOf(start) is not (true, var zone))
        {
            return Refused($"DTSTART: the time zone {start.TzId} is not known here");
        }

        var rules = read.Properties.GetMany<RecurrencePattern>(CalendarMembers.Rule);
        if (rules.Count > 1)
        {
            return Refused("RRULE: a job has one rule");
        }

        return Message(read) is not { } message ? Refused($"SUMMARY and DESCRIPTION: together {ScheduledMessage.Form}") : Entry(uid, read, rules, zone, message, now);

        CalendarEntry Refused(string why) => CalendarEntry.Refused(uid, read.Summary, why);
    }

    private static CalendarEntry Entry(string uid, CalendarEvent read, IList<RecurrencePattern> rules, string? zone, string message, DateTimeOffset now)
    {
        var reading = DateTime.SpecifyKind(read.Start!.Value, DateTimeKind.Unspecified);
        // Without a zone it is the user's, who is not asked of here: then only the rule says whether it is over.
        DateTimeOffset? first = zone is null ? null : WallClock.ToInstant(reading, Zone.Of(zone));
        var payload = new JobPayloadRequest(PayloadType.AgentTurn, Message: message, Labels: [TextOrigin.Other.Value]);
        var name = read.Summary is { } summary && !string.IsNullOrWhiteSpace(summary) ? TextCut.Beginning(string.Join(' ', summary.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), JobLimits.MaximumName) : null;
        if (rules.Count == 0)
        {
            return first is not { } at ? CalendarEntry.Refused(uid, read.Summary, "DTSTART: a single time needs a time zone")
                : at <= now ? CalendarEntry.Over(uid, read.Summary)
                : new CalendarEntry(uid, read.Summary, new CreateJobRequest(payload, ScheduleKind.At, name, Time: at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), TimeZone: zone), null, at, null);
        }

        var clocks = zone is null ? null : Zone.Of(zone);
        var (spec, why) = ForeignRule.Read(rules[0], reading);
        (spec, why) = spec is null ? (spec, why) : ForeignEnd.Read(rules[0], spec, clocks, first);
        return spec is null ? CalendarEntry.Refused(uid, read.Summary, why!)
            : clocks is not null && spec.EndsAt is not null && spec.Compile(clocks, first!.Value.AddDays(-1)).Next(now) is null ? CalendarEntry.Over(uid, read.Summary)
            : new CalendarEntry(uid, read.Summary,
                new CreateJobRequest(payload, spec.Kind, name, spec.Hour, spec.Minute, spec.DayOfWeek, spec.Expression, TimeZone: zone, Interval: spec.Interval, StartsOn: spec.StartsOn, EndsAt: spec.EndsAt),
                null, first, null);
    }

    private static string? Message(CalendarEvent read)
    {
        var message = string.Join("\n\n", new[] { read.Summary, read.Description }.Where(static part => !string.IsNullOrWhiteSpace(part))).ReplaceLineEndings("\n");
        return ScheduledMessage.IsValid(message) ? message : null;
    }

    // UTC, a name of IANA's, or one of Windows' that stands for one; none at all, which is the user's.
    private static (bool IsKnown, string? Name) ZoneOf(CalDateTime start) =>
        start.TzId is not { } name ? (true, null)
        : ZoneName.IsValid(name) ? (true, name)
        : TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var iana) && ZoneName.IsValid(iana) ? (true, iana)
        : (false, null);
}
