using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Words.Notes;

/// <summary>How many symbols rose and fell, and which most; of a digest how many headlines there are. Of one there is nothing to count.</summary>
internal static class OverviewNote
{
    private const int Fewest = 2;

    public static IEnumerable<EvidenceNote> Of(NoteInput input)
    {
        var numbered = input.Quotes.Select(static (quote, index) => (Quote: quote, Number: index + 1)).Where(static one => one.Quote.Change is not null).ToList();
        if (input.ReportType == ReportType.Content.Value && input.Headlines.Count >= Fewest)
        {
            yield return News(input);
        }

        if (numbered.Count < Fewest)
        {
            yield break;
        }

        var language = input.Language;
        var (rose, fell) = (numbered.Count(static one => one.Quote.Change > 0), numbered.Count(static one => one.Quote.Change < 0));
        var text = language.Counts(numbered.Count, rose, fell, numbered.Count - rose - fell)
            + Most(numbered.Select(static one => one.Quote).Where(static quote => quote.Percent > 0).MaxBy(static quote => quote.Percent), language.Say("涨幅最大", "largest gain"), language)
            + Most(numbered.Select(static one => one.Quote).Where(static quote => quote.Percent < 0).MinBy(static quote => quote.Percent), language.Say("跌幅最大", "largest loss"), language);
        var days = numbered.Select(static one => one.Quote.Date).Distinct().ToList();
        yield return new EvidenceNote(NoteKind.Overview, days is [var day] ? language.Overview(Figures.Date(day), input.ReportType) : language.Say("概览", "Overview"), text, [.. numbered.Select(static one => one.Number)]);
    }

    private static string Most(QuoteFigures? quote, string name, ReportLanguage language) =>
        quote is null ? "" : language.Say($"；{name}：{quote.Symbol} {Figures.Percent(quote.Percent)}", $"; {name}: {quote.Symbol} {Figures.Percent(quote.Percent)}");

    private static EvidenceNote News(NoteInput input)
    {
        var (headlines, feeds) = (input.Headlines.Count, input.Headlines.Select(static headline => headline.Source).Distinct().Count());
        return new EvidenceNote(NoteKind.Overview, input.Language.Say("概览", "Overview"), string.Create(CultureInfo.InvariantCulture,
            $"{input.Language.Say($"{feeds} 个来源的 {headlines} 条新闻", $"{headlines} headlines from {feeds} {(feeds == 1 ? "feed" : "feeds")}")}"), [.. Enumerable.Range(input.HeadlineNumber(0), headlines)]);
    }

    private static string Overview(this ReportLanguage language, string date, string reportType) => reportType == ReportType.Weekly.Value || reportType == ReportType.Trend.Value
        ? language.Say($"截至 {date} 一周概览", $"Overview of the week to {date}")
        : language.Say($"{date} 概览", $"Overview of {date}");

    private static string Counts(this ReportLanguage language, int all, int rose, int fell, int stayed) => string.Create(CultureInfo.InvariantCulture,
        $"{language.Say($"{all} 个代码中 {rose} 个上涨，{fell} 个下跌", $"of {all} symbols {rose} rose and {fell} fell")}{(stayed == 0 ? "" : language.Say($"，{stayed} 个持平", stayed == 1 ? ", 1 was unchanged" : $", {stayed} were unchanged"))}");
}
