using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>Compares two reports: figures, headlines and sources by their evidence, words by paragraphs. Asked the other way round, it says the same with both sides changed over.</summary>
internal static class ReportComparer
{
    /// <summary>The language in which it is told what two reports differ in: that of the second.</summary>
    public static ReportLanguage LanguageOf(ComparableReport to) => to.Evidence is { } evidence ? ReportLanguage.For(evidence.Language) : ReportLanguage.Of([to.Markdown]);

    public static ReportComparison Compare(ComparableReport from, ComparableReport to)
    {
        var (before, after) = (ReportPassages.Of(from.Markdown), ReportPassages.Of(to.Markdown));
        var ends = (Shown(from, before.Title), Shown(to, after.Title));
        // The shortest difference is one of several: both ways give the same one.
        var text = from.ReportId.CompareTo(to.ReportId) <= 0 ? TextComparison.Of(before.All, after.All) : TextMirror.Of(TextComparison.Of(after.All, before.All));
        return from.Evidence is { } then && to.Evidence is { } now
            ? new ReportComparison(ends.Item1, ends.Item2, QuoteComparison.Of(then.Quotes, now.Quotes, IsOfDays(from) == IsOfDays(to)), HeadlineComparison.Of(then.Headlines, now.Headlines),
                SourceComparison.Of(then.Sources, now.Sources, LanguageOf(to)), text)
            : new ReportComparison(ends.Item1, ends.Item2, null, null, null, text);
    }

    private static ComparedReport Shown(ComparableReport report, string title) => new(report.ReportId, report.ReportType, title, report.CompletedAt, report.Evidence is not null);

    // Whose changes and volumes are those of five days.
    private static bool IsOfDays(ComparableReport report) => report.ReportType == ReportType.Weekly.Value || report.ReportType == ReportType.Trend.Value;
}
