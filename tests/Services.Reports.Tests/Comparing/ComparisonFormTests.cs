using Nanobot.Services.Reports.Comparing;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Comparing;

public sealed class ComparisonFormTests
{
    private const string Hostile = "</td><script>alert(1)</script> [x](javascript:alert(1)) | a | `b` &lt; # *";

    [Fact]
    public void The_page_and_the_Markdown_show_what_others_wrote_as_text()
    {
        var compared = ReportComparer.Compare(
            Samples.Report($"# {MarkdownText.Escape(Hostile)}\n\n{MarkdownText.Escape(Hostile)} before", Samples.Evidence([Samples.Quote("A", 18, 1m)], [Samples.News(Hostile, "https://x.example/a?b=\"><i>")], [Samples.Source(Hostile)])),
            Samples.Report($"# B\n\n{MarkdownText.Escape(Hostile)} after", Samples.Evidence([Samples.Quote("A", 19, 2m)], [], [Samples.Source(Hostile, new Wording(Hostile, Hostile))])));

        var page = HtmlComparison.Render(compared, ReportLanguage.English);
        var shown = ReportPage.Render(MarkdownComparison.Render(compared, ReportLanguage.English));
        foreach (var html in new[] { page, shown })
        {
            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        }

        Assert.Contains("<del>before</del><ins>after</ins>", page, StringComparison.Ordinal);
        Assert.Contains("[-before-]{+after+}", PlainReport.Render(MarkdownComparison.Render(compared, ReportLanguage.English)), StringComparison.Ordinal);
        Assert.Contains($"content=\"{PageStyle.Policy}\"", page, StringComparison.Ordinal);
        Assert.Equal(12, ReportPassages.Of(MarkdownComparison.Render(compared, ReportLanguage.English)).All.First(static row => row.Text.StartsWith("Symbol", StringComparison.Ordinal)).Text.Split('|').Length);
    }

    [Theory]
    [InlineData("en", "Nothing has changed.", "Reports compared")]
    [InlineData("zh-CN", "没有任何变化。", "报告对比")]
    public void Where_nothing_has_changed_that_is_said(string language, string nothing, string title)
    {
        var compared = ReportComparer.Compare(Samples.Report("# A\n\none", Samples.Evidence([Samples.Quote("A", 18, 1m)])), Samples.Report("# A\n\none", Samples.Evidence([Samples.Quote("A", 18, 1m)])));

        Assert.Contains(nothing, MarkdownComparison.Render(compared, ReportLanguage.For(language)), StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\">", HtmlComparison.Render(compared, ReportLanguage.For(language)), StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", HtmlComparison.Render(compared, ReportLanguage.For(language)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_reads_like_one()
    {
        var compared = ReportComparer.Compare(
            Samples.Report("# 每日报告：2026-11-18\n\n## 摘要\n\n黄金上涨了。", Samples.Evidence([Samples.Quote("AAPL", 18, 1m, 0.5m, 1000, "USD"), Samples.Quote("0700.HK", 18, 1m, currency: "HKD"), Samples.Quote("OLD", 18, 3m)], [Samples.News("旧闻")], [Samples.Source("AAPL")], "zh")),
            Samples.Report("# 每日报告：2026-11-19\n\n## 摘要\n\n黄金下跌了。", Samples.Evidence([Samples.Quote("AAPL", 19, 1.5m, 1m, 2500, "USD"), Samples.Quote("0700.HK", 19, 2m, currency: "USD")], [Samples.News("新闻", "https://x.example/n")], [Samples.Source("AAPL", new Wording("超时", "timed out"))], "zh")));

        Assert.Equal("""
            # 报告对比

            之前：每日报告：2026-11-18（2026-11-19 09:00 UTC）

            之后：每日报告：2026-11-19（2026-11-19 09:00 UTC）

            ## 行情

            | 代码 | 日期（前） | 收盘（前） | 涨跌幅（前） | 成交量（前） | 日期（后） | 收盘（后） | 涨跌幅（后） | 成交量（后） | 差额 | 差幅 | 说明 |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | AAPL | 2026-11-18 | 1.00 USD | +100.00% | 1,000 | 2026-11-19 | 1.50 USD | +50.00% | 2,500 | \+0.50 | \+50.00% |  |
            | 0700.HK | 2026-11-18 | 1.00 HKD | – | – | 2026-11-19 | 2.00 USD | – | – | – | – | 货币不同（HKD、USD），不相减 |
            | OLD | 2026-11-18 | 3.00 | – | – | – | – | – | – | – | – | 不再有 |

            ## 新闻

            ### 新的

            - [新闻](https://x.example/n)

            ### 不再列出

            - 旧闻

            两份都有：0 条。

            ## 来源

            - AAPL：现在失败：超时

            ## 文字

            ### 摘要

            - 改动：黄金\[-上涨-\]{+下跌+}了。

            """.Replace("+100.00%", "\\+100.00%", StringComparison.Ordinal).Replace("| +50.00% | 2,500", "| \\+50.00% | 2,500", StringComparison.Ordinal), MarkdownComparison.Render(compared, ReportLanguage.Chinese));
    }
}
