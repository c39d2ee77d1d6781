using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Calendars;

/// <summary>
/// Reads what an iCalendar text (RFC 5545) has in the next days, with what comes again. Nothing that it names is asked for, and it is looked through for a bounded time only.
/// </summary>
internal static class CalendarFile
{
    private const int MostEvents = 5000;
    private const int MostItems = 200;
    private const int MostOfOne = 20;
    private const int FirstYear = 1900;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    // Rules that find nothing for so long find nothing.
    private static readonly EvaluationOptions Bounds = new() { MaxUnmatchedIncrementsLimit = 2000 };

    /// <param name="text">The calendar.</param>
    /// <param name="window">From when, and until when.</param>
    /// <param name="time">What the bound is measured by.</param>
    /// <exception cref="SourceFailedException">It cannot be read.</exception>
    public static CalendarFound Read(string text, CalendarWindow window, TimeProvider time)
    {
        var begun = time.GetTimestamp();
        var (name, events) = Load(text);
        if (events.Count > MostEvents)
        {
            throw new SourceFailedException(CalendarFailures.TooMany(MostEvents));
        }

        // One of a row that was moved is an event of its own.
        var moved = events.Where(static item => item.RecurrenceIdentifier is not null).Select(static item => (item.Uid, item.RecurrenceIdentifier!.StartTime)).ToHashSet();
        var (items, passedOver) = (new List<CalendarItem>(), 0);
        foreach (var item in events)
        {
            if (time.GetElapsedTime(begun) > Longest)
            {
                throw new SourceFailedException(CalendarFailures.Late);
            }

            if (Ahead(item, moved, window) is { } found)
            {
                items.AddRange(found);
            }
            else
            {
                passedOver++;
            }
        }

        return new CalendarFound(name, events.Count, [.. items.OrderBy(static item => item.Day).ThenBy(static item => item.At ?? DateTimeOffset.MinValue).ThenBy(static item => item.Title, StringComparer.Ordinal).Take(MostItems)],
            passedOver == 0 ? [] : [CalendarFailures.PassedOver(passedOver)]);
    }

    private static (string? Name, List<CalendarEvent> Events) Load(string text)
    {
        try
        {
            var calendars = CalendarCollection.Load(text);
            var name = calendars.Select(static calendar => calendar.Properties["X-WR-CALNAME"]?.Value as string).FirstOrDefault(static name => !string.IsNullOrWhiteSpace(name));
            return calendars.Count == 0 ? throw new SourceFailedException(CalendarFailures.Unreadable)
                : (name is null ? null : PlainText.Line(name, EvidenceOptions.MaximumFeedName), [.. calendars.SelectMany(static calendar => calendar.Events)]);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or SourceFailedException))
        {
            // The library says in many ways that it cannot read a text; none of them is ours.
            throw new SourceFailedException(CalendarFailures.Unreadable, exception);
        }
    }

    // Null where it cannot be read.
    private static List<CalendarItem>? Ahead(CalendarEvent item, HashSet<(string?, CalDateTime)> moved, CalendarWindow window)
    {
        var title = PlainText.Line(item.Summary ?? "", PlainText.MaximumTitle);
        // What comes again within a day is an alarm clock, not an event; it would fill the week.
        if (title.Length == 0 || item.Start is null || item.Start.Year < FirstYear || item.RecurrenceRule is { Frequency: not (FrequencyType.Daily or FrequencyType.Weekly or FrequencyType.Monthly or FrequencyType.Yearly) })
        {
            return null;
        }

        if (string.Equals(item.Status, EventStatus.Cancelled, StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        try
        {
            return
            [
                .. item.GetOccurrences(new CalDateTime(window.First.AddDays(-1)), Bounds)
                    .Where(occurrence => item.RecurrenceIdentifier is not null || !moved.Contains((item.Uid, occurrence.Period.StartTime))).Select(occurrence => Of(title, occurrence.Period.StartTime, window.Zone))
                    .SkipWhile(found => found.Day < window.First).TakeWhile(found => found.Day <= window.Last).Where(found => found.At is not { } at || at >= window.From).Take(MostOfOne),
            ];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }

    // A time without a zone is meant where the reader is.
    private static CalendarItem Of(string title, CalDateTime start, TimeZoneInfo zone)
    {
        if (!start.HasTime)
        {
            return new CalendarItem(title, start.Date, null);
        }

        var at = start.IsFloating ? new DateTimeOffset(start.Value, zone.GetUtcOffset(start.Value)) : new DateTimeOffset(DateTime.SpecifyKind(start.AsUtc, DateTimeKind.Utc));
        return new CalendarItem(title, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime), at);
    }
}
