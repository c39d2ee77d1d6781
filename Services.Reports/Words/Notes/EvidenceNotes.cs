using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence;

namespace Nanobot.Services.Reports.Words.Notes;

/// <summary>The notes of a report, in the order of their numbers: they stand behind quotes and headlines, so that those keep theirs.</summary>
internal static class EvidenceNotes
{
    public static IReadOnlyList<EvidenceNote> Of(NoteInput input) =>
    [
        .. OverviewNote.Of(input),
        .. input.ReportType == ReportType.Stock.Value ? RangeNotes.Of(input) : [],
        .. input.ReportType == ReportType.Trend.Value ? TrendNotes.Of(input) : [],
        .. input.ReportType == ReportType.Trend.Value || input.ReportType == ReportType.Content.Value ? TopicNotes.Of(input) : [],
        .. SinceNotes.Of(input),
        .. CalendarNotes.Of(input),
        .. input.Workspace,
    ];
}
