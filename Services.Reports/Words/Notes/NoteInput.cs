using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Calendars;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Words.Notes;

/// <summary>What notes are written from.</summary>
/// <param name="Language">The language of their texts.</param>
/// <param name="ReportType">The report's type.</param>
/// <param name="Zone">In which times are told.</param>
/// <param name="Quotes">Those of the report.</param>
/// <param name="Headlines">Those that were chosen.</param>
/// <param name="Sources">Every source that was asked.</param>
/// <param name="Earlier">What the report before rests on, the last one that rests on something else; null where there is none.</param>
/// <param name="Calendar">What lies ahead, the next first.</param>
/// <param name="Followed">What the user follows.</param>
internal sealed record NoteInput(
    ReportLanguage Language, string ReportType, TimeZoneInfo Zone, IReadOnlyList<QuoteFigures> Quotes, IReadOnlyList<Headline> Headlines, IReadOnlyList<SourceStatus> Sources,
    EvidenceSnapshot? Earlier, IReadOnlyList<CalendarItem> Calendar, Followed Followed)
{
    /// <summary>Lines of the user's own files.</summary>
    public IReadOnlyList<EvidenceNote> Workspace { get; init; } = [];

    /// <summary>The number of a headline, by its place.</summary>
    public int HeadlineNumber(int index) => Quotes.Count + index + 1;

    /// <summary>When the report before was gathered, in the user's zone.</summary>
    public string? EarlierAt => Earlier is null ? null : Figures.Minute(Earlier.GatheredAt, Zone);
}
