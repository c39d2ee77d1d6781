using System.Globalization;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Calendars;

/// <summary>Reads the days of an iCalendar text (RFC 5545): those of its events, with what comes again. Nothing that it names is asked for.</summary>
internal static class CalendarText
{
    private const int MostEvents = 5000;
    private const int MostOccurrences = 20_000;
    private const int FirstYear = 1900;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    // Rules that find nothing for so long find nothing.
    private static readonly EvaluationOptions Bounds = new() { MaxUnmatchedIncrementsLimit = 2000 };

    /// <summary>Its days from a year before <paramref name="today"/> on, as many years ahead as are written down; or why it has none that can be read.</summary>
    public static (CalendarContent? Content, string? Why) Read(string text, DateOnly today, TimeProvider time)
    {
        var begun = time.GetTimestamp();
        var (from, until) = (today.AddYears(-1), today.AddYears(CalendarLimits.Years));
        from = from < DaySet.First ? DaySet.First : from;
        until = until > DaySet.Last ? DaySet.Last : until;
        try
        {
            var events = CalendarCollection.Load(text).SelectMany(static calendar => calendar.Events).ToList();
            if (events.Count is 0 or > MostEvents)
            {
                return (null, string.Create(CultureInfo.InvariantCulture, $"must hold 1 to {MostEvents} events"));
            }

            var (days, looked) = (new HashSet<DateOnly>(), 0);
            foreach (var item in events)
            {
                if (Check(item) is { } why)
                {
                    return (null, why);
                }

                if (time.GetElapsedTime(begun) > Longest)
                {
                    return (null, string.Create(CultureInfo.InvariantCulture, $"takes longer than {Longest.TotalSeconds} seconds to look through"));
                }

                foreach (var day in DaysOf(item, from, until))
                {
                    if (++looked > MostOccurrences || (days.Add(day) && days.Count > CalendarLimits.Days))
                    {
                        return (null, string.Create(CultureInfo.InvariantCulture, $"names more than {CalendarLimits.Days} days"));
                    }
                }
            }

            return (new CalendarContent(DaySet.Of(days), text, until), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The library says in many ways that it cannot read a text; none of them is ours.
            return (null, "cannot be read as iCalendar (RFC 5545)");
        }
    }

    private static string? Check(CalendarEvent item) =>
        item.Start is null ? "holds an event without DTSTART"
        : item.Start.Year < FirstYear ? string.Create(CultureInfo.InvariantCulture, $"holds an event that begins before {FirstYear}")
        : item.RecurrenceRule is { Frequency: not (FrequencyType.Daily or FrequencyType.Weekly or FrequencyType.Monthly or FrequencyType.Yearly) }
            ? "holds an event that comes again within a day"
        : null;

    private static IEnumerable<DateOnly> DaysOf(CalendarEvent item, DateOnly from, DateOnly until)
    {
        // From its own beginning: what began before may last, and counts are from there.
        foreach (var occurrence in item.GetOccurrences(new CalDateTime(from.AddYears(-1)), Bounds).TakeWhile(occurrence => occurrence.Period.StartTime.Date <= until))
        {
            var (first, end) = (occurrence.Period.StartTime.Date, occurrence.Period.EffectiveEndTime);
            // A whole day ends where the next one begins; what ends at a time of a day takes that day.
            var last = end is null ? first : end.HasTime && end.Time is { Ticks: > 0 } ? end.Date : end.Date.AddDays(-1);
            for (var day = first < from ? from : first; day <= (last < first ? first : last) && day <= until; day = day.AddDays(1))
            {
                yield return day;
            }
        }
    }
}
