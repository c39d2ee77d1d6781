using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Making;

public sealed class KindTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    private static readonly string[] Rows = ["2026-11-18,1,2,1,1.25,10", "2026-11-19,1,2,1,1.5,30"];

    [Fact]
    public async Task A_stock_report_has_the_symbols_that_its_focus_areas_name_and_else_the_watchlist()
    {
        suite.Peer.Quotes("KSA", Rows);
        suite.Peer.Quotes("KSB", Rows);
        suite.Peer.Quotes("KSC", Rows);
        var user = suite.User(new Watchlist(Stocks: ["KSA", "KSB"]));

        var named = await suite.MakeAsync(user, new { report_type = "stock", focus_areas = new[] { "ksb", "KSC", "margins" } });
        var all = await suite.MakeAsync(user, new { report_type = "stock", focus_areas = new[] { "margins" } });

        Assert.StartsWith("# Stock report: ", named.Content, StringComparison.Ordinal);
        Assert.Contains("KSB", named.Content, StringComparison.Ordinal);
        Assert.Contains("KSC", named.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("KSA", named.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("MARGINS", named.Content, StringComparison.Ordinal);
        Assert.Contains("KSA", all.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_has_thirty_headlines_and_asks_for_no_prices()
    {
        await using var own = new ReportsSuite();
        own.Peer.Answer(ReportsSuite.Feed, Peer.Rss([.. Enumerable.Range(1, 40).Select(static i => ($"Something about subject {i}", $"https://news.example.com/{i}"))]), "application/rss+xml");
        var user = own.User(new Watchlist(Stocks: ["KSD"]), new Preferences(Language: "en", TimeZone: "UTC", MaxReportLength: 50_000));

        var report = await own.MakeAsync(user, new { report_type = "content" });

        Assert.StartsWith("# Content digest: ", report.Content, StringComparison.Ordinal);
        Assert.Equal(30, report.Content!.Split("](https://news.example.com/").Length - 1);
        Assert.DoesNotContain(own.Peer.Seen, static seen => seen.Path.StartsWith("/quotes/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trend_report_is_made()
    {
        suite.Peer.Quotes("KSE", Rows);

        var report = await suite.MakeAsync(suite.User(new Watchlist(Stocks: ["KSE"])), new { report_type = "trend" });

        Assert.StartsWith("# Trend report: ", report.Content, StringComparison.Ordinal);
    }
}
