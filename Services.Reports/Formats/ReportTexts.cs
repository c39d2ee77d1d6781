using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>The fixed texts of a report in one language.</summary>
internal sealed class ReportTexts(ReportLanguage language)
{
    public string Prices => language.Say("行情", "Prices");

    public string Words => language.Say("摘要", "Summary");

    public string Headlines => language.Say("新闻", "Headlines");

    public string Charts => language.Say("走势", "Charts");

    public string Evidence => language.Say("证据", "Evidence");

    public string Sources => language.Say("来源", "Sources");

    public string DailyColumns => language.Say("| 代码 | 证据 | 日期 | 收盘 | 涨跌 | 涨跌幅 | 5日区间 | 成交量 |", "| Symbol | Evidence | Date | Close | Change | Change % | 5-day range | Volume |");

    public string WeeklyColumns => language.Say("| 代码 | 证据 | 日期 | 收盘 | 对比日 | 涨跌 | 涨跌幅 | 5日区间 | 5日成交量 |", "| Symbol | Evidence | Date | Close | Against | Change | Change % | 5-day range | 5-day volume |");

    public string DailyRounding => language.Say("涨跌相对前一交易日收盘价；百分比四舍五入到两位小数，价格四位小数，小于 0.1 的四位有效数字。", "Changes are against the close before; percentages are rounded to two decimals, halves away from zero, prices to four, those below 0.1 to four digits that count.");

    public string WeeklyRounding => language.Say("涨跌相对五个交易日前（或文件中最早）的收盘价；百分比四舍五入到两位小数，价格四位小数，小于 0.1 的四位有效数字。", "Changes are against the close five trading days earlier (or the earliest in the file); percentages are rounded to two decimals, halves away from zero, prices to four, those below 0.1 to four digits that count.");

    public string Title(string reportType, string date) =>
        reportType == ReportType.Daily.Value ? language.Say($"每日报告：{date}", $"Daily report: {date}")
        : reportType == ReportType.Weekly.Value ? language.Say($"每周报告：{date}", $"Weekly report: {date}")
        : reportType == ReportType.Stock.Value ? language.Say($"个股报告：{date}", $"Stock report: {date}")
        : reportType == ReportType.Trend.Value ? language.Say($"趋势报告：{date}", $"Trend report: {date}")
        : reportType == ReportType.Content.Value ? language.Say($"资讯摘要：{date}", $"Content digest: {date}")
        : language.Say($"专题报告：{date}", $"Custom report: {date}");

    public string MadeFor(string user, string at, string zone) => language.Say($"为 {user} 生成于 {at}（{zone}）", $"Made for {user} at {at} ({zone})");

    public string Request(string request) => language.Say($"要求：{request}", $"Request: {request}");

    public string Focus(string areas) => language.Say($"重点：{areas}", $"Focus: {areas}");

    public string Removed(int count) => language.Say($"已删除 {count} 句没有证据的内容。", count == 1 ? "1 sentence without evidence was removed." : $"{count} sentences without evidence were removed.");

    public string Silent(Wording why) => language.Say($"模型没有写出任何文字：{why.Zh}。行情与新闻不受影响。", $"The model said nothing: {why.En}. The figures and headlines do not depend on it.");

    public string LeftOut(int count) => language.Say($"另有 {count} 项未列出。", $"{count} more left out.");

    public string Shortened(int maximum) => language.Say($"报告已按最大长度 {maximum} 字符缩短。", $"Shortened to the longest length of {maximum} characters.");

    public string SourceOk(string name, int items, string at) => language.Say($"{name}：{items} 条，获取于 {at}", $"{name}: {items} {(items == 1 ? "entry" : "entries")}, fetched at {at}");

    public string Remark(string remark) => language.Say($"；{remark}", $"; {remark}");

    public string Closes(string symbol, string from, string to, string low, string high) =>
        language.Say($"{symbol} 收盘价，{from} 至 {to}，{low} – {high}", $"{symbol}: closing prices from {from} to {to}, {low} – {high}");

    public string Row(int line, string? pointer, string text) => pointer is { Length: > 0 }
        ? language.Say($"{pointer} 处：{text}", $"at {pointer}: {text}")
        : language.Say($"第 {line} 行：{text}", $"line {line}: {text}");

    /// <summary>Of a text of the sources, that in the report's language.</summary>
    public string Say(Wording wording) => language.Say(wording);

    public string Movers => language.Say("涨跌榜", "Movers");

    public string Gainers => language.Say("领涨：", "Gainers: ");

    public string Losers => language.Say("领跌：", "Losers: ");

    /// <summary>Between the members of a list in a line.</summary>
    public string Comma => language.Say("、", ", ");

    public string RecentCloses => language.Say("近期收盘", "Recent closes");

    public string CloseColumns => language.Say("| 日期 | 收盘 | 涨跌 | 涨跌幅 |", "| Date | Close | Change | Change % |");

    public string TrendColumns => language.Say("| 排名 | 代码 | 证据 | 日期 | 收盘 | 5日 | 20日 | 60日 | 20日均价 | 60日均价 |", "| Rank | Symbol | Evidence | Date | Close | 5 days | 20 days | 60 days | 20-day average | 60-day average |");

    public string TrendRounding => language.Say("涨跌幅相对 5、20、60 个交易日前的收盘价，按 20 日涨跌幅排名；均价为最近各日收盘价的平均，箭头表示收盘价高于（↑）或低于（↓）均价。百分比四舍五入到两位小数。",
        "Changes are against the closes 5, 20 and 60 trading days earlier, ranked by those over 20; an average is that of so many last closes, and an arrow says whether the last is above (↑) or below (↓) it. Percentages are rounded to two decimals, halves away from zero.");

    /// <summary>What is about something, and what it says.</summary>
    public string Sentence(string about, string text) => language.Say($"{about}：{text}。", $"{about}: {text}.");

    public string Topics => language.Say("话题", "Topics");

    public string Calendar => language.Say("日历", "Calendar");

    public string OtherNews => language.Say("其他", "Other news");

    /// <summary>What stands behind a headline: its feed, its time, others that have it.</summary>
    public string Origin(string? source, string? at, string? also) => (source, at, also) switch
    {
        (null, null, null) => "",
        _ => language.Say("（", " (") + string.Join(language.Say("，", ", "), new[] { source, at, also is null ? null : language.Say($"另见 {also}", $"also {also}") }.OfType<string>()) + language.Say("）", ")"),
    };

    public string SourceFailed(string name, string why, string at) => language.Say($"{name}：失败：{why}（{at}）", $"{name}: failed: {why} ({at})");

    /// <summary>The same for whoever is not told for whom.</summary>
    public string Made(string at) => language.Say($"生成于 {at}", $"Made at {at}");

    public string ChangesTitle => language.Say("涨跌幅比较", "Changes compared");

    public string VolumeTitle => language.Say("成交量", "Volume");

    /// <summary>What a chart's headings in a mail are, which has no drawing.</summary>
    public IReadOnlyList<string> ChartColumns => language.Say("代码|走势|首日|末日|最低|最高", "Symbol|Course|First|Last|Lowest|Highest").Split('|');
}
