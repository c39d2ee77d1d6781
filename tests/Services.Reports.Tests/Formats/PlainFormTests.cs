using System.Net;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Tests.Formats;

public sealed class PlainFormTests
{
    [Fact]
    public void Plain_text_has_columns_below_each_other_and_addresses_behind_what_leads_to_them()
    {
        var text = PlainReport.Render("# 每日报告\n\nMade at 10:00.\n\n## Prices\n\n| 代码 | Close | Note |\n| --- | --- | --- |\n| 茅台 | 1,500.00 | – |\n| AAPL | 3.00 | +1 |\n\n- [E1] [A \\*title\\*](https://news.example/1?a=b&amp;c) (10:00)\n- two\n\n*Shortened.* [x](javascript:alert(1))\n");

        Assert.Equal("""
            每日报告
            ========

            Made at 10:00.

            Prices
            ------

            代码     Close  Note
            ----  --------  ----
            茅台  1,500.00     –
            AAPL      3.00    +1

            - [E1] A *title* <https://news.example/1?a=b&c> (10:00)
            - two

            Shortened. x

            """.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void What_a_terminal_would_obey_is_not_in_plain_text() =>
        Assert.Equal("a  [31m b c\n", PlainReport.Render("a \u001b[31m b\u0007c"));

    [Theory]
    [InlineData("ada", "Made for ada at 2026-11-19 10:00 (UTC)", "Made at 2026-11-19 10:00 (UTC)")]
    [InlineData("a_b", "Made for a\\_b at 2026-11-19 10:00 (UTC)", "Made at 2026-11-19 10:00 (UTC)")]
    [InlineData("ada", "为 ada 生成于 2026-11-19 10:00（UTC）", "生成于 2026-11-19 10:00（UTC）")]
    public void What_strangers_see_says_not_for_whom_it_was_made(string user, string line, string unnamed) =>
        Assert.Equal($"# Daily report\n\n{unnamed}\n\n## Prices\n\n{user}\n", UnnamedReport.Of($"# Daily report\n\n{line}\n\n## Prices\n\n{user}\n", user));

    [Fact]
    public void A_line_of_another_form_that_names_the_user_is_left_out()
    {
        Assert.Equal("# T\n\n## P\n", UnnamedReport.Of("# T\n\nPour ada, 10 h\n\n## P\n", "ada"));
        Assert.Equal("# T\n\n## ada\n", UnnamedReport.Of("# T\n\n## ada\n", "ada"));
        Assert.Equal("# T", UnnamedReport.Of("# T", "ada"));
    }

    [Fact]
    public void A_mail_says_by_each_element_how_it_looks_and_loads_draws_and_jumps_to_nothing()
    {
        var quote = new QuoteFigures("A<b>", new DateOnly(2026, 11, 19), 3m, 2m, new DateOnly(2026, 11, 18), 1m, 3m, 10) { Closes = [new(new(2026, 11, 17), 1m), new(new(2026, 11, 18), 2m), new(new(2026, 11, 19), 3m)] };
        var evidence = new EvidenceSnapshot(DateTimeOffset.UnixEpoch, "zh", [quote], [new Headline("n", null, null)], [], ["A<b> 收盘 3.00", "新闻：<img src=x>"]);

        var mail = ReportMail.Render("# 每日报告\n\nIt rose [E1]. <script>x</script> ![p](https://t.example/p.png) [n](https://news.example/)\n\n| 代码 | 收盘 |\n| --- | --- |\n| A | 3.00 |\n", evidence);

        Assert.Contains("lang=\"zh-CN\"", mail, StringComparison.Ordinal);
        Assert.Contains("<td style=\"border-bottom:1px solid #999999;padding:4px 8px;text-align:right;white-space:nowrap\">3.00</td>", mail, StringComparison.Ordinal);
        Assert.Contains("▁▄█", mail, StringComparison.Ordinal);
        Assert.Contains("[E2] 新闻：&lt;img src=x&gt;", WebUtility.HtmlDecode(mail).Replace("<img src=x>", "&lt;img src=x&gt;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("href=\"https://news.example/\"", mail, StringComparison.Ordinal);
        foreach (var never in new[] { "<style", "<svg", "<img", "<script", "<b>", "var(", "href=\"#", "class=" })
        {
            Assert.DoesNotContain(never, mail, StringComparison.OrdinalIgnoreCase);
        }

        foreach (var tag in new[] { "<h1", "<h2", "<p", "<th", "<td" })
        {
            Assert.All(mail.Split(tag + " ").Skip(1), rest => Assert.Contains("style=\"", rest[..rest.IndexOf('>', StringComparison.Ordinal)], StringComparison.Ordinal));
            Assert.DoesNotContain(tag + ">", mail, StringComparison.Ordinal);
        }
    }
}
