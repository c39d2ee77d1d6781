using System.Net;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Formats;

public sealed class ReportWriterTests
{
    private static readonly ReportTexts English = new(ReportLanguage.English);
    private static readonly DateTimeOffset At = new(2026, 11, 19, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_report_in_chinese_is_dated_in_the_users_time_zone()
    {
        var report = ReportWriter.Write(Input(2) with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai") }, new ReportTexts(ReportLanguage.For("zh-CN")), 5000);

        Assert.StartsWith("# 每日报告：2026-11-20\n\n为 ada 生成于 2026-11-20 07:30（Asia/Shanghai）\n", report, StringComparison.Ordinal);
        Assert.Contains("## 行情", report, StringComparison.Ordinal);
        Assert.Contains("## 来源", report, StringComparison.Ordinal);
    }

    [Fact]
    public void What_happened_to_a_source_is_said_in_the_reports_language()
    {
        var input = Input(1);
        input = input with { Evidence = input.Evidence with { Sources = [new SourceStatus("AAPL", At, 0, SourceFailures.NotFound, []), new SourceStatus("Markets", At, 3, null, [new Wording("已尽量读取", "read as far as it goes")])] } };

        Assert.EndsWith("- AAPL：失败：没有找到（404）（2026-11-19 23:30）\n- Markets：3 条，获取于 2026-11-19 23:30；已尽量读取\n", ReportWriter.Write(input, new ReportTexts(ReportLanguage.Chinese), 5000), StringComparison.Ordinal);
        Assert.EndsWith("- AAPL: failed: there is none (404) (2026-11-19 23:30)\n- Markets: 3 entries, fetched at 2026-11-19 23:30; read as far as it goes\n", ReportWriter.Write(input, English, 5000), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData(null)]
    public void All_but_chinese_is_english(string? language) => Assert.Equal("en", ReportLanguage.For(language).Code);

    [Theory]
    [InlineData("fr", "fr")]
    [InlineData("DE-at", "de")]
    [InlineData("zh-CN", "zh")]
    [InlineData("x1", "en")]
    [InlineData("french", "en")]
    public void The_words_are_asked_for_in_the_users_language(string language, string code) => Assert.Equal(code, ReportLanguage.For(language).OfWords);

    [Fact]
    public void Removed_sentences_are_counted_in_the_report()
    {
        Assert.Contains("1 sentence without evidence was removed.", ReportWriter.Write(Input(1, removed: 1), English, 5000), StringComparison.Ordinal);
        Assert.Contains("3 sentences without evidence were removed.", ReportWriter.Write(Input(1, removed: 3) with { Words = new CheckedWords([], 3) }, English, 5000), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(800)]
    [InlineData(1500)]
    [InlineData(3000)]
    [InlineData(6000)]
    public void A_long_report_is_cut_between_paragraphs_and_rows_only(int maximum)
    {
        var input = Input(40, words: 40, headlines: 10);

        var report = ReportWriter.Write(input, English, maximum);

        Assert.True(report.Length <= maximum, $"{report.Length} characters");
        Assert.Contains($"*Shortened to the longest length of {maximum} characters.*", report, StringComparison.Ordinal);
        var lines = report.Split('\n');
        Assert.All(lines.Where(line => line.StartsWith('|')), line => Assert.Equal(9, line.Count(c => c == '|')));
        Assert.All(lines.Where(line => line.StartsWith("Paragraph", StringComparison.Ordinal)), line => Assert.EndsWith("end [E1].", line, StringComparison.Ordinal));
        Assert.All(lines.Where(line => line.StartsWith("- [E", StringComparison.Ordinal)), line => Assert.EndsWith("(2026-11-19 10:00)", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_report_that_fits_is_whole()
    {
        var whole = ReportWriter.Write(Input(3, words: 5, headlines: 5), English, 50_000);

        Assert.Equal(whole, ReportWriter.Write(Input(3, words: 5, headlines: 5), English, whole.Length));
        Assert.DoesNotContain("Shortened", whole, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_from_elsewhere_becomes_markup()
    {
        const string hostile = "<script>alert(1)</script> [x](javascript:alert(1)) ![i](http://t.example/p.png) | **b** &lt;img src=x onerror=alert(2)&gt; `c` <http://auto.example>";
        var input = Input(1) with
        {
            UserId = "a_b*c",
            Request = hostile,
            FocusAreas = [hostile],
            Words = new CheckedWords(["# " + hostile, "1. " + hostile, "- " + hostile, "[E1]: http://evil.example/ \"t\"", "See [E1](http://evil.example/)."], 0),
            Evidence = Input(1).Evidence with
            {
                Headlines = [new Headline(hostile, new Uri("https://news.example.com/a(b)|c?x=1&copy;=<i>"), At)],
                Sources = [new SourceStatus("x|y", At, 0, new Wording(hostile, hostile), []), new SourceStatus(hostile, At, 1, null, [new Wording(hostile, hostile)])],
            },
        };

        var page = ReportPage.Render(ReportWriter.Write(input, English, 50_000));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<strong>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<ol>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, page.Split("<a ").Length - 1);
        Assert.Contains("href=\"https://news.example.com/a%28b%29%7Cc?x=1&amp;copy;=%3Ci%3E\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1))", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](data:text/html;base64,AAAA)")]
    [InlineData("[x](/relative)")]
    [InlineData("![x](https://example.com/p.png)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x][r]\n\n[r]: vbscript:x")]
    [InlineData("<a href=\"https://example.com\">x</a>")]
    [InlineData("<iframe src=\"https://example.com\"></iframe>")]
    public void A_page_links_to_http_only_and_embeds_nothing(string markdown)
    {
        var page = ReportPage.Render(markdown);

        Assert.DoesNotContain("<a ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<iframe", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_with_evidence_has_charts_and_leads_from_each_citation_to_the_rows_behind_it()
    {
        var quote = new QuoteFigures("AAPL", new DateOnly(2026, 11, 19), 3m, 2m, new DateOnly(2026, 11, 18), 1m, 3m, 10)
        {
            Rows = [new SourceRow(7, "2026-11-19,<b>3</b>"), new SourceRow(2, "<3>") { Pointer = "/chart/<0>" }],
            Closes = [new(new DateOnly(2026, 11, 17), 1m), new(new DateOnly(2026, 11, 18), 2m), new(new DateOnly(2026, 11, 19), 3m)],
        };
        var evidence = new EvidenceSnapshot(At, "en", [quote], [new Headline("<i>[E1]</i>", new Uri("https://news.example.com/1"), At)], [], ["AAPL closed at 3.00", "News: <i>[E1]</i>"]);

        var page = ReportPage.Render("It rose [E1], they say [E2] and [E3]. [x [E1] y](https://news.example.com/1)\n", evidence);

        Assert.Contains("It rose <a href=\"#E1\">[E1]</a>, they say <a href=\"#E2\">[E2]</a> and [E3].", page, StringComparison.Ordinal);
        Assert.Contains(">x [E1] y</a>", page, StringComparison.Ordinal);
        Assert.Contains("<dt id=\"E1\">[E1]</dt><dd>AAPL closed at 3.00<pre>line 7: 2026-11-19,&lt;b&gt;3&lt;/b&gt;\nat /chart/&lt;0&gt;: &lt;3&gt;</pre></dd>", page, StringComparison.Ordinal);
        Assert.Contains("<dt id=\"E2\">[E2]</dt><dd>News: &lt;i&gt;[E1]&lt;/i&gt;</dd>", page, StringComparison.Ordinal);
        Assert.Contains("points=\"6,78 139,47 272,16\"", page, StringComparison.Ordinal);
        Assert.Contains("<title>AAPL: closing prices from 2026-11-17 to 2026-11-19, 1.00 – 3.00</title>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_needs_two_days_and_one_of_the_same_price_lies_in_the_middle()
    {
        var texts = new ReportTexts(ReportLanguage.English);
        var one = new QuoteFigures("A", default, 1m, null, null, null, null, null) { Closes = [new(new DateOnly(2026, 11, 17), 1m)] };
        var flat = one with { Closes = [new(new DateOnly(2026, 11, 17), 1m), new(new DateOnly(2026, 11, 18), 1m)] };

        Assert.Equal("", PriceChart.Of(one, texts));
        Assert.Contains("points=\"6,47 272,47\"", PriceChart.Of(flat, texts), StringComparison.Ordinal);
    }

    private static ReportInput Input(int quotes, int removed = 0, int words = 1, int headlines = 0)
    {
        var figures = Enumerable.Range(1, quotes).Select(i => new QuoteFigures($"SYM{i}", new DateOnly(2026, 11, 19), 100m + i, 100m, new DateOnly(2026, 11, 18), 90m, 110m, 1_000_000)).ToList();
        return new ReportInput("ada", "daily", null, [], At, TimeZoneInfo.Utc,
            new EvidenceSnapshot(At, "en", figures, [.. Enumerable.Range(1, headlines).Select(i => new Headline($"Headline {i}", new Uri($"https://news.example.com/{i}"), new DateTimeOffset(2026, 11, 19, 10, 0, 0, TimeSpan.Zero)))],
                [.. figures.Select(figure => new SourceStatus(figure.Symbol, At, 250, null, []))], []),
            new CheckedWords([.. Enumerable.Range(1, words).Select(i => $"Paragraph {i} says something that goes on for a while until its end [E1].")], removed));
    }
}
