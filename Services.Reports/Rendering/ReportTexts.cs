using Nanobot.Services.Reports.Domain;

namespace Nanobot.Services.Reports.Rendering;

/// <summary>The fixed texts of a report in one language.</summary>
internal sealed class ReportTexts
{
    private readonly Func<string, string, string> _say;

    private ReportTexts(string language, Func<string, string, string> say)
    {
        Language = language;
        _say = say;
    }

    public static ReportTexts English { get; } = new("en", static (_, en) => en);

    public static ReportTexts Chinese { get; } = new("zh", static (zh, _) => zh);

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; }

    public string Prices => _say("行情", "Prices");

    public string Words => _say("解读", "In words");

    public string Headlines => _say("新闻", "Headlines");

    public string Sources => _say("来源", "Sources");

    public string DailyColumns => _say("| 代码 | 证据 | 日期 | 收盘 | 涨跌 | 涨跌幅 | 5日区间 | 成交量 |", "| Symbol | Evidence | Date | Close | Change | Change % | 5-day range | Volume |");

    public string WeeklyColumns => _say("| 代码 | 证据 | 日期 | 收盘 | 对比日 | 涨跌 | 涨跌幅 | 5日区间 | 5日成交量 |", "| Symbol | Evidence | Date | Close | Against | Change | Change % | 5-day range | 5-day volume |");

    public string DailyRounding => _say("涨跌相对前一交易日收盘价；百分比四舍五入到两位小数，价格至多四位。", "Changes are against the close before; percentages are rounded to two decimals, halves away from zero, prices to at most four.");

    public string WeeklyRounding => _say("涨跌相对五个交易日前（或文件中最早）的收盘价；百分比四舍五入到两位小数，价格至多四位。", "Changes are against the close five trading days earlier (or the earliest in the file); percentages are rounded to two decimals, halves away from zero, prices to at most four.");

    /// <summary>The language of a preference: <c>zh…</c> is Chinese, all else English.</summary>
    public static ReportTexts For(string? language) =>
        language is not null && language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;

    public string Title(string reportType, string date) => reportType switch
    {
        ReportTypes.Daily => _say($"每日报告：{date}", $"Daily report: {date}"),
        ReportTypes.Weekly => _say($"每周报告：{date}", $"Weekly report: {date}"),
        _ => _say($"专题报告：{date}", $"Custom report: {date}"),
    };

    public string MadeFor(string user, string at, string zone) => _say($"为 {user} 生成于 {at}（{zone}）", $"Made for {user} at {at} ({zone})");

    public string Request(string request) => _say($"要求：{request}", $"Request: {request}");

    public string Focus(string areas) => _say($"重点：{areas}", $"Focus: {areas}");

    public string Removed(int count) => _say($"已删除 {count} 句没有证据的内容。", count == 1 ? "1 sentence without evidence was removed." : $"{count} sentences without evidence were removed.");

    public string LeftOut(int count) => _say($"另有 {count} 项未列出。", $"{count} more left out.");

    public string Shortened(int maximum) => _say($"报告已按最大长度 {maximum} 字符缩短。", $"Shortened to the longest length of {maximum} characters.");

    public string SourceOk(string name, int items, string at) => _say($"{name}：{items} 条，获取于 {at}", $"{name}: {items} entries, fetched at {at}");

    public string SourceFailed(string name, string why, string at) => _say($"{name}：失败：{why}（{at}）", $"{name}: failed: {why} ({at})");

    public string DailyQuote(string symbol, string date, string close, string? change, string range, string volume) => change is null
        ? _say($"{symbol} {date} 收盘 {close}；5日区间 {range}；成交量 {volume}", $"{symbol} closed at {close} on {date}; 5-day range {range}; volume {volume}")
        : _say($"{symbol} {date} 收盘 {close}，较前收盘 {change}；5日区间 {range}；成交量 {volume}", $"{symbol} closed at {close} on {date}, {change} against the close before; 5-day range {range}; volume {volume}");

    public string WeeklyQuote(string symbol, string date, string close, string? change, string? against, string range, string volume) => change is null
        ? _say($"{symbol} {date} 收盘 {close}；5日区间 {range}；5日成交量 {volume}", $"{symbol} closed at {close} on {date}; 5-day range {range}; 5-day volume {volume}")
        : _say($"{symbol} {date} 收盘 {close}，较 {against} {change}；5日区间 {range}；5日成交量 {volume}", $"{symbol} closed at {close} on {date}, {change} against {against}; 5-day range {range}; 5-day volume {volume}");

    public string News(string title, string? at) => at is null ? _say($"新闻：{title}", $"News: {title}") : _say($"{at} 新闻：{title}", $"News of {at}: {title}");
}
