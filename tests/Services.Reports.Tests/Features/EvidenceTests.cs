using System.Net;
using System.Net.Http.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Features;

public sealed class EvidenceTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    private const string News = """
        <rss version="2.0"><channel><title>Markets today</title>
        <item><title>Calm seas</title><link>https://news.example.com/calm</link><pubDate>Thu, 19 Nov 2026 10:00:00 GMT</pubDate></item>
        </channel></rss>
        """;

    [Fact]
    public async Task Each_piece_that_a_report_cites_shows_its_source_its_figures_and_its_rows()
    {
        suite.Peer.Answer(ReportsSuite.Feed, News, "application/rss+xml");
        suite.Peer.Quotes("EVA", "2026-11-17,1,2,1,1.25,10", "2026-11-18,1,2,1,2.00,20", "2026-11-19,1,2,1,1.5,30");
        var user = suite.User(new Watchlist(Stocks: ["EVA"]));
        var report = await suite.MakeAsync(user);

        var quote = await GetAsync<EvidenceResource>(user, $"/reports/{report.ReportId}/evidence/1");
        var news = await GetAsync<EvidenceResource>(user, $"/reports/{report.ReportId}/evidence/2");
        var all = await GetAsync<ReportEvidence>(user, $"/reports/{report.ReportId}/evidence");

        Assert.Equal(("quote", "EVA", 1.5m, 2.00m, -25m, 30L), (quote.Kind, quote.Source, quote.Quote!.Close, quote.Quote.Base, quote.Quote.Percent, quote.Quote.Volume));
        Assert.Equal(["2 2026-11-17,1,2,1,1.25,10", "3 2026-11-18,1,2,1,2.00,20", "4 2026-11-19,1,2,1,1.5,30"], quote.Rows.Select(static row => $"{row.Line} {row.Text}"));
        Assert.StartsWith("EVA closed at 1.50 on 2026-11-19, -0.50 (-25.00%) against the close before", quote.Text, StringComparison.Ordinal);
        Assert.Contains("EVA closed at 1.50 on 2026-11-19, down 25.00% against the close before", report.Content, StringComparison.Ordinal);
        Assert.Equal(("news", "Markets today", "Calm seas", "https://news.example.com/calm"), (news.Kind, news.Source, news.News!.Title, news.News.Link!.ToString()));
        Assert.Equal([1, 2], all.Evidence.Select(static one => one.Number));
        Assert.Equal(["EVA 3", "Markets today 1"], all.Sources.Select(static one => $"{one.Name} {one.Items}"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("9")]
    [InlineData("-1")]
    [InlineData("1e0")]
    [InlineData("99999999999999")]
    public async Task What_it_does_not_cite_is_not_found(string number)
    {
        suite.Peer.Quotes("EVB", "2026-11-19,1,2,1,1.5,30");
        var user = suite.User(new Watchlist(Stocks: ["EVB"]));
        var report = await suite.MakeAsync(user);

        using var response = await suite.Client(user).GetAsync($"/reports/{report.ReportId}/evidence/{number}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("EVIDENCE_NOT_FOUND", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anothers_evidence_is_like_that_of_a_report_that_is_not_there()
    {
        suite.Peer.Quotes("EVC", "2026-11-19,1,2,1,1.5,30");
        var report = await suite.MakeAsync(suite.User(new Watchlist(Stocks: ["EVC"])));
        using var eve = suite.Client(TestContexts.User("eve"));

        foreach (var path in new[] { $"/reports/{report.ReportId}/evidence", $"/reports/{report.ReportId}/evidence/1", $"/reports/{Guid.NewGuid()}/evidence/1", "/reports/x/evidence" })
        {
            using var response = await eve.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Contains("REPORT_NOT_FOUND", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"GatheredAt":"2026-11-19T00:00:00Z","Language":"en","Quotes":[],"Headlines":[{"Title":"x","Link":null,"Published":null,"Source":null}],"Sources":[],"Lines":[]}""")]
    public async Task Evidence_that_cannot_be_read_says_so_and_the_report_is_still_there(string evidence)
    {
        suite.Peer.Quotes("EVD", "2026-11-19,1,2,1,1.5,30");
        var user = suite.User(new Watchlist(Stocks: ["EVD"]));
        var report = await suite.MakeAsync(user);
        await suite.SqlAsync<int>("update all_report_evidence set evidence = $1::json where report_id = $2 returning 1", evidence, report.ReportId);
        using var client = suite.Client(user);

        using var refused = await client.GetAsync($"/reports/{report.ReportId}/evidence/1");
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var page = await client.GetAsync($"/reports/{report.ReportId}");

        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        Assert.Contains("STORED_DATA_UNREADABLE", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task A_page_has_a_chart_and_the_rows_of_each_price()
    {
        suite.Peer.Quotes("EVE", "2026-11-18,1,2,1,1.5,30", "2026-11-19,1,2,1,1.75,30");
        var user = suite.User(new Watchlist(Stocks: ["EVE"]));
        var report = await suite.MakeAsync(user);
        using var client = suite.Client(user);
        client.DefaultRequestHeaders.Add("Accept", "text/html");

        var page = await client.GetStringAsync($"/reports/{report.ReportId}");

        Assert.Contains("<svg ", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#E1\">[E1]</a>", page, StringComparison.Ordinal);
        Assert.Contains("line 3: 2026-11-19,1,2,1,1.75,30", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_without_evidence_has_an_empty_list()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = own.User(new Watchlist(Stocks: []));
        var id = (await own.RequestAsync(user)).ReportId;

        var none = (await own.Client(user).GetFromJsonAsync<ReportEvidence>($"/reports/{id}/evidence", Json.Wire))!;

        Assert.Null(none.GatheredAt);
        Assert.Empty(none.Evidence);
    }

    private async Task<T> GetAsync<T>(TenantContext user, string path) => (await suite.Client(user).GetFromJsonAsync<T>(path, Json.Wire))!;
}
