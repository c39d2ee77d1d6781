using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Calendars;

namespace Nanobot.Services.Reports.Words.Notes;

/// <summary>What lies ahead: what names what the user follows is sure of its place, and all stand by their day.</summary>
internal static class CalendarNotes
{
    private const int Most = 10;

    public static IEnumerable<EvidenceNote> Of(NoteInput input) => input.Calendar
        .OrderByDescending(item => input.Followed.NamedIn(item.Title) is not null).Take(Most)
        .OrderBy(static item => item.Day).ThenBy(static item => item.At ?? DateTimeOffset.MinValue)
        .Select(item => new EvidenceNote(NoteKind.Calendar, input.Language.Say("日历", "Calendar"), Text(item, input), [], item.Source));

    private static string Text(CalendarItem item, NoteInput input) =>
        input.Language.Say($"{When(item, input)}：{item.Title}", $"{When(item, input)}: {item.Title}");

    private static string When(CalendarItem item, NoteInput input) => item.At is { } at ? Figures.Minute(at, input.Zone) : Figures.Date(item.Day);
}
