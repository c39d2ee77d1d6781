using System.Net;
using System.Net.Http.Json;
using System.Text;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Searching;

public sealed class SearchTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    // As an older version leaves it: without what is searched.
    private const string Insert = """
        insert into all_reports (tenant_id, user_id, report_id, report_type, origin, status, progress, content, due_at, created_at, completed_at)
        select $1, 'ada', report_id, $2, 'schedule', 'completed', 100, content, now(), $3::timestamptz + number * interval '1 minute', now()
        from unnest($4::uuid[], $5::text[]) with ordinality as one (report_id, content, number)
        returning 1
        """;

    private static readonly DateTime Start = new(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_report_that_was_made_is_found_by_its_title_its_text_its_headlines_and_its_symbols()
    {
        suite.Peer.Answer(ReportsSuite.Feed, """
            <rss version="2.0"><channel><title>Markets</title>
            <item><title>Calm seas at the Zanzibar exchange</title><link>https://news.example.com/calm</link><pubDate>Thu, 19 Nov 2026 10:00:00 GMT</pubDate></item>
            </channel></rss>
            """, "application/rss+xml");
        suite.Peer.Quotes("SRA", "2026-11-18,1,2,1,1.25,10", "2026-11-19,1,2,1,1.5,30");
        var user = suite.User(new Watchlist(Stocks: ["SRA"]));
        var other = suite.User(new Watchlist(Stocks: ["SRA"]), context: TestContexts.User("bob", user.TenantId));
        var report = await suite.MakeAsync(user);
        await suite.MakeAsync(other);

        var title = Assert.Single((await FindAsync(user, "q=DAILY REPORT")).Items);
        var text = Assert.Single((await FindAsync(user, "q=zanzibar")).Items);
        var symbol = Assert.Single((await FindAsync(user, "symbol=sra")).Items);
        // As it is of a report that had no room for its headlines.
        await suite.SqlAsync<int>("""
            update report_texts set said = split_part(said, E'\x1e', 1) || E'\x1eshort\x1e' || split_part(said, E'\x1e', 3) || E'\x1e',
                folded = split_part(folded, E'\x1e', 1) || E'\x1eshort\x1e' || split_part(folded, E'\x1e', 3) || E'\x1e'
            where report_id = $1 returning 1
            """, report.ReportId);
        var headline = Assert.Single((await FindAsync(user, "q=zanzibar")).Items);

        Assert.Equal([report.ReportId, report.ReportId, report.ReportId, report.ReportId], new[] { title, text, symbol, headline }.Select(static one => one.ReportId));
        Assert.Equal(("title", "Daily report", ""), (title.Found!.In, title.Found.Match, title.Found.Before));
        Assert.Equal(("text", "Zanzibar"), (text.Found!.In, text.Found.Match));
        Assert.EndsWith("Calm seas at the ", text.Found.Before, StringComparison.Ordinal);
        Assert.StartsWith(" exchange", text.Found.After, StringComparison.Ordinal);
        Assert.Equal(("headline", "Calm seas at the ", " exchange"), (headline.Found!.In, headline.Found.Before, headline.Found.After));
        Assert.StartsWith("Daily report: ", headline.Found.Title, StringComparison.Ordinal);
        Assert.Null(symbol.Found);
        Assert.Null(symbol.Content);
        Assert.Empty((await FindAsync(user, "q=zanzibar&symbol=OTHER")).Items);
        Assert.Empty((await FindAsync(TestContexts.User("eve", user.TenantId), "q=zanzibar")).Items);
    }

    [Fact]
    public async Task A_search_finds_what_a_plain_scan_finds_also_in_reports_of_older_versions_in_pages_of_any_size()
    {
        var random = new Random(714);
        string[] words = ["Gold", "gold", "GOLD", "café", "cafe\u0301", "σίσυφος", "ΣΊΣΥΦΟΣ", "特斯拉", "交付", "量", "a", "rose", "😀", "100%", "x_y", "\\*bold\\*"];
        var texts = Enumerable.Range(0, 160).Select(_ => "# Title\n\n" + string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 14)).Select(_ => words[random.Next(words.Length)]))).ToArray();
        var (user, ids) = await StoreAsync("daily", texts);

        foreach (var query in new[] { "gold", "CAFÉ", "cafe\u0301", "Σίσυφος", "特斯拉交付", "交付量", "😀", "100%", "x_y", "*bold*", "rose gold", "%", "_", "nothing of it" })
        {
            var wanted = query.Normalize(NormalizationForm.FormC).ToUpperInvariant();
            var expected = ids.Where((_, at) => texts[at].Replace("\\", "", StringComparison.Ordinal).Normalize(NormalizationForm.FormC).ToUpperInvariant().Contains(wanted, StringComparison.Ordinal)).Reverse();

            Assert.Equal(expected, (await AllAsync(user, $"q={Uri.EscapeDataString(query)}&limit={random.Next(1, 60)}")).Select(static one => one.ReportId));
        }

        Assert.Equal(160, await suite.SqlAsync<int>("select count(*) from report_texts where tenant_id = $1", user.TenantId!));
    }

    [Fact]
    public async Task Filters_work_with_and_without_words()
    {
        var (user, daily) = await StoreAsync("daily", [.. Enumerable.Range(0, 5).Select(static at => $"# D\n\nday {at}")]);
        var (_, weekly) = await StoreAsync("weekly", ["# W\n\nday 7"], user, Start.AddDays(2));

        Assert.Equal(weekly, Ids(await FindAsync(user, "report_type=weekly")));
        Assert.Equal(daily.Reverse(), Ids(await FindAsync(user, "report_type=daily&status=completed")));
        Assert.Empty((await FindAsync(user, "status=pending")).Items);
        Assert.Equal(weekly, Ids(await FindAsync(user, "from=2026-11-03")));
        Assert.Equal(weekly, Ids(await FindAsync(user, "from=2026-11-03&to=2026-11-03")));
        Assert.Equal(daily.Reverse(), Ids(await FindAsync(user, "to=2026-11-02")));
        Assert.Equal(daily.Take(2).Reverse(), Ids(await FindAsync(user, "to=2026-11-01T00:03:00Z")));
        Assert.Equal(daily.Skip(3).Reverse(), Ids(await FindAsync(user, "from=2026-11-01T01:04:00%2B01:00&to=9999-12-31&report_type=daily&q=day")));
        Assert.Equal(weekly, Ids(await FindAsync(user, "report_type=weekly&q=DAY")));
        Assert.Equal(daily.Skip(1).Reverse(), await AllIdsAsync(user, "q=day&report_type=daily&limit=1&from=2026-11-01T00:02:00Z"));
    }

    [Theory]
    [InlineData("q=", "q")]
    [InlineData("q=%00", "q")]
    [InlineData("report_type=hourly", "report_type")]
    [InlineData("status=done", "status")]
    [InlineData("symbol=../x", "symbol")]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-11-01T00:00:00", "to")]
    public async Task What_is_no_filter_is_refused_by_name(string query, string field)
    {
        using var response = await suite.Client(TestContexts.User()).GetAsync($"/reports?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"{field}\":", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_kept_holds_no_search_up()
    {
        var (user, ids) = await StoreAsync("daily", ["# A\n\nfirst heron", "# B\n\nsecond heron", "# C\n\nthird heron"]);
        await suite.SqlAsync<int>("insert into all_report_evidence (tenant_id, user_id, report_id, gathered_at, evidence) values ($1, 'ada', $2, now(), '[1]') returning 1", user.TenantId!, ids[1]);

        Assert.Equal(ids.Reverse(), Ids(await FindAsync(user, "q=heron")));
    }

    private static IEnumerable<Guid> Ids(Page<ReportResource> page) => page.Items.Select(static one => one.ReportId);

    private async Task<(TenantContext User, Guid[] Ids)> StoreAsync(string type, string[] contents, TenantContext? user = null, DateTime? at = null)
    {
        user ??= TestContexts.User("ada");
        // The table is there once the service has started.
        using var client = suite.Client(user);
        var ids = contents.Select(static _ => Guid.CreateVersion7()).ToArray();
        await suite.SqlAsync<int>(Insert, user.TenantId!, type, at ?? Start, ids, contents);
        return (user, ids);
    }

    private async Task<Page<ReportResource>> FindAsync(TenantContext user, string query) =>
        (await suite.Client(user).GetFromJsonAsync<Page<ReportResource>>($"/reports?{query}", Json.Wire))!;

    private async Task<IEnumerable<Guid>> AllIdsAsync(TenantContext user, string query) => (await AllAsync(user, query)).Select(static one => one.ReportId);

    private async Task<List<ReportResource>> AllAsync(TenantContext user, string query)
    {
        var (all, cursor) = (new List<ReportResource>(), (string?)null);
        do
        {
            var page = await FindAsync(user, cursor is null ? query : $"{query}&cursor={cursor}");
            all.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return all;
    }
}
