using System.Globalization;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Words.Notes;

/// <summary>How each symbol went over months, the strongest first.</summary>
internal static class TrendNotes
{
    public static IEnumerable<EvidenceNote> Of(NoteInput input) => PriceSpan.All.SelectMany(days => input.Quotes
        .Select(static (quote, index) => (Quote: quote, Number: index + 1))
        .SelectMany(one => one.Quote.Spans.Where(span => span.Days == days).Select(span => (one.Quote, one.Number, Span: span)))
        .OrderByDescending(static one => one.Span.Percent)
        .Select(one => Of(one.Quote, one.Number, one.Span, input.Language)));

    private static EvidenceNote Of(QuoteFigures quote, int number, PriceSpan span, ReportLanguage language)
    {
        var days = span.Days.ToString(CultureInfo.InvariantCulture);
        var (date, close, from, average) = (Figures.Date(quote.Date), Figures.Price(quote.Close), $"{Figures.Date(span.BaseDate)} ({Figures.Price(span.Base)})", Figures.Price(span.Average));
        var change = $"{Figures.Change(span.Change)} ({Figures.Percent(span.Percent)})";
        return new EvidenceNote(NoteKind.Trend, language.Say($"{days} 个交易日以来", $"Over {days} trading days"),
            language.Say($"{quote.Symbol} {date} 收盘 {close}，较 {from} {change}；{Side(quote, span, "高于", "低于", "等于")} {days} 日均价 {average}",
                $"{quote.Symbol} closed at {close} on {date}, {change} against {from}; {Side(quote, span, "above", "below", "at")} its {days}-day average of {average}"),
            [number], quote.Symbol);
    }

    private static string Side(QuoteFigures quote, PriceSpan span, string above, string below, string at) =>
        quote.Close > span.Average ? above : quote.Close < span.Average ? below : at;
}
