using System.Globalization;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Words.Notes;

/// <summary>How notes on the report before say what they say.</summary>
internal static class SinceTexts
{
    public static string SinceReport(this ReportLanguage language, string at) => language.Say($"自 {at} 的报告以来", $"Since the report of {at}");

    public static string NoCloseIsNew(this ReportLanguage language) => language.Say("没有新的收盘价", "there is no new close");

    public static string AllAsCompared(this ReportLanguage language) => language.Say("表中的涨跌即为此后的涨跌", "the changes in the table are those since then");

    public static string AsCompared(this ReportLanguage language, string symbols) => language.Say($"表中 {symbols} 的涨跌即为此后的涨跌", $"the changes of {symbols} in the table are those since then");

    public static string Came(this ReportLanguage language, string symbols) => language.Say($"新增 {symbols}", $"{symbols} came to the list");

    public static string Left(this ReportLanguage language, string symbols) => language.Say($"不再包括 {symbols}", $"{symbols} left the list");

    public static string NewHeadlines(this ReportLanguage language, int count, int all)
    {
        var (fresh, whole) = (count.ToString(CultureInfo.InvariantCulture), all.ToString(CultureInfo.InvariantCulture));
        return count == all
            ? language.Say($"{whole} 条新闻都是新的", all == 1 ? $"the {whole} headline is new" : $"all {whole} headlines are new")
            : language.Say($"{whole} 条新闻中 {fresh} 条是新的", $"{fresh} of {whole} headlines {(count == 1 ? "is" : "are")} new");
    }

    public static string Went(this ReportLanguage language, QuoteFigures quote, DateOnly date, decimal close)
    {
        var change = $"{Figures.Change(quote.Close - close)} ({Figures.Percent(QuoteFigures.PercentOf(close, quote.Close))})";
        return language.Say($"{quote.Symbol} {Figures.Date(quote.Date)} 收盘 {Figures.Price(quote.Close)}，较 {Figures.Date(date)} ({Figures.Price(close)}) {change}",
            $"{quote.Symbol} closed at {Figures.Price(quote.Close)} on {Figures.Date(quote.Date)}, {change} against {Figures.Date(date)} ({Figures.Price(close)})");
    }
}
