namespace Nanobot.Services.Reports.Words;

/// <summary>How a line of evidence says what it says.</summary>
internal static class EvidenceTexts
{
    public static string DailyQuote(this ReportLanguage language, string symbol, string date, string close, string? change, string range, string volume) => change is null
        ? language.Say($"{symbol} {date} 收盘 {close}；5日区间 {range}；成交量 {volume}", $"{symbol} closed at {close} on {date}; 5-day range {range}; volume {volume}")
        : language.Say($"{symbol} {date} 收盘 {close}，较前收盘 {change}；5日区间 {range}；成交量 {volume}", $"{symbol} closed at {close} on {date}, {change} against the close before; 5-day range {range}; volume {volume}");

    public static string WeeklyQuote(this ReportLanguage language, string symbol, string date, string close, string? change, string? against, string range, string volume) => change is null
        ? language.Say($"{symbol} {date} 收盘 {close}；5日区间 {range}；5日成交量 {volume}", $"{symbol} closed at {close} on {date}; 5-day range {range}; 5-day volume {volume}")
        : language.Say($"{symbol} {date} 收盘 {close}，较 {against} {change}；5日区间 {range}；5日成交量 {volume}", $"{symbol} closed at {close} on {date}, {change} against {against}; 5-day range {range}; 5-day volume {volume}");

    public static string News(this ReportLanguage language, string title, string? at) => at is null
        ? language.Say($"新闻：{title}", $"News: {title}")
        : language.Say($"{at} 新闻：{title}", $"News of {at}: {title}");
}
