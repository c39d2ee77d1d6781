using Nanobot.Contracts.Reports;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>The fixed texts of a comparison in one language.</summary>
internal sealed class ComparisonTexts(ReportLanguage language)
{
    public string LanguageTag => language.Say("zh-CN", "en");

    public string Title => language.Say("报告对比", "Reports compared");

    public string From(ComparedReport report) => language.Say($"之前：{Named(report)}", $"Before: {Named(report)}");

    public string To(ComparedReport report) => language.Say($"之后：{Named(report)}", $"After: {Named(report)}");

    public string WithoutEvidence(ComparedReport report) =>
        language.Say($"“{Name(report)}”没有保存证据，只比较文字。", $"No evidence is kept of “{Name(report)}”: the texts alone are compared.");

    public string Nothing => language.Say("没有任何变化。", "Nothing has changed.");

    public string Prices => language.Say("行情", "Prices");

    public IReadOnlyList<string> Columns =>
        language.Say("代码|日期（前）|收盘（前）|涨跌幅（前）|成交量（前）|日期（后）|收盘（后）|涨跌幅（后）|成交量（后）|差额|差幅|说明",
            "Symbol|Date before|Close before|Change % before|Volume before|Date after|Close after|Change % after|Volume after|Difference|Difference %|Note").Split('|');

    public string Added => language.Say("新增", "new");

    public string Removed => language.Say("不再有", "gone");

    public string Adjusted(string price) => language.Say($"之间有拆股或分红，按较晚一份的股数比较：{price}", $"splits or dividends lie between: compared in terms of the later shares, {price}");

    public string NotCompared(QuoteChange change) => change.NotCompared == QuoteComparison.CurrencyDiffers
        ? language.Say($"货币不同（{change.From.Currency}、{change.To.Currency}），不相减", $"not subtracted: the currencies differ ({change.From.Currency}, {change.To.Currency})")
        : language.Say("之间的拆股无法换算，不相减", "not subtracted: the shares changed between, and by how much is not known");

    public string Unchanged(string symbols) => language.Say($"未变：{symbols}", $"Unchanged: {symbols}");

    public string Comma => language.Say("、", ", ");

    public string Headlines => language.Say("新闻", "Headlines");

    public string NewHeadlines => language.Say("新的", "New");

    public string GoneHeadlines => language.Say("不再列出", "Gone");

    public string KeptHeadlines(int count) => language.Say($"两份都有：{count} 条。", $"In both: {count}.");

    public string Sources => language.Say("来源", "Sources");

    public string Failed(ComparedSource source) => language.Say($"{source.Name}：现在失败：{source.Failure}", $"{source.Name}: fails now: {source.Failure}");

    public string Recovered(ComparedSource source) => language.Say($"{source.Name}：已恢复（之前：{source.Failure}）", $"{source.Name}: works again (before: {source.Failure})");

    public string StillFailing(ComparedSource source) => language.Say($"{source.Name}：仍然失败：{source.Failure}", $"{source.Name}: still fails: {source.Failure}");

    public string Text => language.Say("文字", "Text");

    public string AddedText => language.Say("新增：", "Added: ");

    public string RemovedText => language.Say("删除：", "Removed: ");

    public string ChangedText => language.Say("改动：", "Changed: ");

    public string TooLarge => language.Say("文字太长，不作比较。", "The texts are too long to be compared.");

    public string WithoutWords(int count) => language.Say($"{count} 段改动太多，没有逐词比较。", $"The words of {count} changed {(count == 1 ? "paragraph" : "paragraphs")} are not told apart: that would take too long.");

    // Of no day but the reader's own: times are the same for whoever reads it.
    private string Named(ComparedReport report) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name(report)}{language.Say("（", " (")}{report.CompletedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC{language.Say("）", ")")}");

    private static string Name(ComparedReport report) => report.Title.Length > 0 ? report.Title : report.ReportType;
}
