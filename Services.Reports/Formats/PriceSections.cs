using System.Globalization;
using System.Text;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>The figures of a report as tables: all of them, without the model.</summary>
internal static class PriceSections
{
    private const string None = "–";

    /// <summary>A row each symbol; of a trend report the strongest first.</summary>
    public static Section Table(ReportInput input, ReportTexts texts)
    {
        var quotes = input.Evidence.Quotes.Select(static (quote, index) => (Quote: quote, Number: index + 1));
        var (columns, rounding, rows) =
            input.ReportType == ReportType.Trend.Value ? (texts.TrendColumns, texts.TrendRounding, Ranked(quotes, input.Evidence))
            : input.ReportType == ReportType.Weekly.Value ? (texts.WeeklyColumns, texts.WeeklyRounding, quotes.Select(static one => Row(one.Quote, one.Number, true)))
            : (texts.DailyColumns, texts.DailyRounding, quotes.Select(static one => Row(one.Quote, one.Number, false)));
        return new Section($"## {texts.Prices}\n\n{Head(columns)}", [.. rows], "\n", input.Evidence.Quotes.Count == 0 ? null : rounding);
    }

    /// <summary>Of symbols in depth: the last closes of each, the newest first, each with its change against the one before.</summary>
    public static Section Closes(ReportInput input, ReportTexts texts) => new($"## {texts.RecentCloses}\n\n",
        input.ReportType == ReportType.Stock.Value ? [.. input.Evidence.Quotes.Index().Where(static quote => quote.Item.Closes.Count > 1).Select(quote => Closes(quote.Item, quote.Index + 1, input.Evidence, texts))] : [],
        "\n\n", null);

    private static string Closes(QuoteFigures quote, int number, EvidenceSnapshot evidence, ReportTexts texts)
    {
        var table = new StringBuilder("### ").Append(MarkdownText.Escape(quote.Symbol)).Append(CultureInfo.InvariantCulture, $" [E{number}]\n\n");
        foreach (var (about, note) in evidence.NotesOf(NoteKind.Range).Where(known => known.Note.DerivedFrom.Contains(number)))
        {
            table.Append(MarkdownText.Escape(texts.Sentence(note.Heading, note.Text))).Append(CultureInfo.InvariantCulture, $" [E{about}]\n\n");
        }

        table.Append(Head(texts.CloseColumns));
        var first = Math.Max(1, quote.Closes.Count - QuoteFigures.Shown);
        return table.AppendJoin('\n', Enumerable.Range(first, quote.Closes.Count - first).Reverse().Select(day => Row(quote.Closes[day], quote.Closes[day - 1].Close))).ToString();
    }

    private static string Row(DayClose day, decimal before) =>
        $"| {Figures.Date(day.Date)} | {Figures.Price(day.Close)} | {Figures.Change(day.Close - before)} | {Figures.Percent(QuoteFigures.PercentOf(before, day.Close))} |";

    private static string Row(QuoteFigures quote, int number, bool weekly)
    {
        var against = weekly ? $" {(quote.BaseDate is { } date ? Figures.Date(date) : None)} |" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"| {MarkdownText.Escape(quote.Symbol)} | [E{number}] | {Figures.Date(quote.Date)} | {Figures.Price(quote.Close)} |{against} {Figures.Change(quote.Change)} | {Figures.Percent(quote.Percent)} | {Figures.Range(quote.Low, quote.High)} | {Figures.Volume(quote.Volume)} |");
    }

    private static IEnumerable<string> Ranked(IEnumerable<(QuoteFigures Quote, int Number)> quotes, EvidenceSnapshot evidence) => quotes
        .OrderByDescending(static one => Span(one.Quote, PriceSpan.All[0])?.Percent ?? decimal.MinValue).ThenByDescending(static one => one.Quote.Percent ?? decimal.MinValue)
        .Select((one, rank) =>
        {
            var (month, quarter) = (Span(one.Quote, PriceSpan.All[0]), Span(one.Quote, PriceSpan.All[1]));
            var cited = string.Concat(evidence.NotesOf(NoteKind.Trend).Where(note => note.Note.DerivedFrom.Contains(one.Number)).Select(static note => string.Create(CultureInfo.InvariantCulture, $" [E{note.Number}]")));
            return string.Create(CultureInfo.InvariantCulture,
                $"| {rank + 1} | {MarkdownText.Escape(one.Quote.Symbol)} | [E{one.Number}]{cited} | {Figures.Date(one.Quote.Date)} | {Figures.Price(one.Quote.Close)} | {Figures.Percent(one.Quote.Percent)} | {Figures.Percent(month?.Percent)} | {Figures.Percent(quarter?.Percent)} | {Average(month)} | {Average(quarter)} |");
        });

    private static PriceSpan? Span(QuoteFigures quote, int days) => quote.Spans.FirstOrDefault(span => span.Days == days);

    private static string Average(PriceSpan? span) => span is null ? None : $"{Figures.Price(span.Average)}{(span.Close > span.Average ? " ↑" : span.Close < span.Average ? " ↓" : "")}";

    private static string Head(string columns) => $"{columns}\n{string.Concat(Enumerable.Repeat("| --- ", columns.Count(static c => c == '|') - 1))}|\n";
}
