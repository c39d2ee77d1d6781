namespace Nanobot.Services.Reports.Words;

/// <summary>How a line of evidence says what it says; what is null is not said.</summary>
internal static class EvidenceTexts
{
    public static string DailyQuote(this ReportLanguage language, string symbol, string date, string close, string? change, string? range, string? volume) =>
        language.Closed(symbol, date, close, change is null ? null : language.Say($"较前收盘 {change}", $"{change} against the close before"))
        + language.Range(range) + language.Volume(volume, language.Say("成交量", "volume"));

    public static string WeeklyQuote(this ReportLanguage language, string symbol, string date, string close, string? change, string? against, string? range, string? volume) =>
        language.Closed(symbol, date, close, change is null ? null : language.Say($"较 {against} {change}", $"{change} against {against}"))
        + language.Range(range) + language.Volume(volume, language.Say("5日成交量", "5-day volume"));

    public static string News(this ReportLanguage language, string title, string? at) => at is null
        ? language.Say($"新闻：{title}", $"News: {title}")
        : language.Say($"{at} 新闻：{title}", $"News of {at}: {title}");

    public static string Note(this ReportLanguage language, string heading, string text) => language.Say($"{heading}：{text}", $"{heading}: {text}");

    private static string Closed(this ReportLanguage language, string symbol, string date, string close, string? change) =>
        language.Say($"{symbol} {date} 收盘 {close}", $"{symbol} closed at {close} on {date}") + (change is null ? "" : language.Say("，", ", ") + change);

    private static string Range(this ReportLanguage language, string? range) => range is null ? "" : language.Say($"；5日区间 {range}", $"; 5-day range {range}");

    private static string Volume(this ReportLanguage language, string? volume, string name) => volume is null ? "" : language.Say("；", "; ") + $"{name} {volume}";
}
