using System.Globalization;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Words.Notes;

/// <summary>How far from its lowest and highest close of the last weeks a symbol in depth is.</summary>
internal static class RangeNotes
{
    private const int Fewest = 5;

    public static IEnumerable<EvidenceNote> Of(NoteInput input) =>
        input.Quotes.SelectMany((quote, index) => quote.Closes.Count < Fewest ? [] : (EvidenceNote[])[Of(quote, index + 1, input.Language)]);

    private static EvidenceNote Of(QuoteFigures quote, int number, ReportLanguage language)
    {
        // The latest day of several, as people tell it.
        var (low, high) = (quote.Closes.Reverse().MinBy(static day => day.Close), quote.Closes.Reverse().MaxBy(static day => day.Close));
        var days = quote.Closes.Count.ToString(CultureInfo.InvariantCulture);
        return new EvidenceNote(NoteKind.Range, language.Say($"近 {days} 个交易日", $"Last {days} trading days"),
            language.Say($"{quote.Symbol} 最低收盘 {Figures.Price(low.Close)}（{Figures.Date(low.Date)}），最高收盘 {Figures.Price(high.Close)}（{Figures.Date(high.Date)}）{FromHighest(quote, high, language)}",
                $"{quote.Symbol} had its lowest close, {Figures.Price(low.Close)}, on {Figures.Date(low.Date)} and its highest, {Figures.Price(high.Close)}, on {Figures.Date(high.Date)}{FromHighest(quote, high, language)}"),
            [number], quote.Symbol);
    }

    private static string FromHighest(QuoteFigures quote, DayClose high, ReportLanguage language)
    {
        if (quote.Close == high.Close)
        {
            return "";
        }

        var change = $"{Figures.Change(quote.Close - high.Close)} ({Figures.Percent(QuoteFigures.PercentOf(high.Close, quote.Close))})";
        return language.Say($"；{Figures.Date(quote.Date)} 较最高收盘 {change}", $"; on {Figures.Date(quote.Date)} it was {change} from the highest");
    }
}
