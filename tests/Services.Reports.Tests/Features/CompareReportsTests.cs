using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Features;

public sealed class CompareReportsTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Fact]
    public async Task Two_reports_are_compared_in_each_form()
    {
        suite.Peer.Quotes("CMA", "2026-11-17,1,2,1,1.25,10", "2026-11-18,1,2,1,2.00,20");
        var user = suite.User(new Watchlist(Stocks: ["CMA"]));
        var one = await suite.MakeAsync(user);
        suite.Peer.Quotes("CMA", "2026-11-17,1,2,1,1.25,10", "2026-11-18,1,2,1,2.00,20", "2026-11-19,1,2,1,1.5,30");
        var two = await suite.MakeAsync(user);
        using var client = suite.Client(user);

        using var response = await client.GetAsync($"/reports/{one.ReportId}/compare/{two.ReportId}");
        var compared = (await response.Content.ReadFromJsonAsync<ReportComparison>(Json.Wire))!;
        var back = (await client.GetFromJsonAsync<ReportComparison>($"/reports/{two.ReportId}/compare/{one.ReportId}", Json.Wire))!;

        Assert.Equal((one.ReportId, two.ReportId, true, true), (compared.From.ReportId, compared.To.ReportId, compared.From.HasEvidence, compared.To.HasEvidence));
        Assert.Equal((-0.50m, -25m, 10L), (compared.Quotes!.Changed[0].Difference, compared.Quotes.Changed[0].Percent, compared.Quotes.Changed[0].VolumeDifference));
        Assert.Equal(0.50m, back.Quotes!.Changed[0].Difference);
        Assert.NotEmpty(compared.Text.Changes);
        foreach (var (form, says) in new[] { ("text/markdown", "| CMA | 2026-11-18 | 2.00 |"), ("text/html", "<td>CMA</td><td>2026-11-18</td><td>2.00</td>"), ("text/plain", "CMA      2026-11-18") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/reports/{one.ReportId}/compare/{two.ReportId}") { Headers = { Accept = { new MediaTypeWithQualityHeaderValue(form) } } };
            using var shown = await client.SendAsync(request);
            Assert.Equal((HttpStatusCode.OK, form), (shown.StatusCode, shown.Content.Headers.ContentType!.MediaType));
            Assert.Contains(says, await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.NotEqual(response.Headers.ETag, shown.Headers.ETag);
        }

        using var again = new HttpRequestMessage(HttpMethod.Get, $"/reports/{one.ReportId}/compare/{two.ReportId}") { Headers = { IfNoneMatch = { response.Headers.ETag! } } };
        using var unchanged = await client.SendAsync(again);
        using var picture = new HttpRequestMessage(HttpMethod.Get, $"/reports/{one.ReportId}/compare/{two.ReportId}") { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("image/png") } } };
        using var refused = await client.SendAsync(picture);
        using var itself = await client.GetAsync($"/reports/{one.ReportId}/compare/{one.ReportId}");
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.NotAcceptable, HttpStatusCode.BadRequest), (unchanged.StatusCode, refused.StatusCode, itself.StatusCode));
    }

    [Fact]
    public async Task Reports_of_versions_that_kept_less_evidence_or_none_are_compared_all_the_same()
    {
        suite.Peer.Quotes("CMB", "2026-11-18,1,2,1,2.00,20");
        var user = suite.User(new Watchlist(Stocks: ["CMB"]));
        var (one, two) = (await suite.MakeAsync(user), await suite.MakeAsync(user));
        await suite.SqlAsync<int>("""
            update all_report_evidence set evidence = '{"GatheredAt":"2026-11-18T00:00:00Z","Language":"en","Quotes":[{"Symbol":"CMB","Date":"2026-11-17","Close":1,"Base":null,"BaseDate":null,"Low":null,"High":null,"Volume":null}],"Headlines":[],"Sources":[],"Lines":[]}'
            where report_id = $1 returning 1
            """, one.ReportId);
        var less = await CompareAsync();
        await suite.SqlAsync<int>("delete from all_report_evidence where report_id = $1 returning 1", one.ReportId);
        await suite.SqlAsync<int>("update all_reports set evidence_hash = null where report_id = $1 returning 1", one.ReportId);
        var none = await CompareAsync();

        Assert.Equal(1.00m, Assert.Single(less.Quotes!.Changed).Difference);
        Assert.Equal((false, true, null), (none.From.HasEvidence, none.To.HasEvidence, none.Quotes));

        async Task<ReportComparison> CompareAsync() => (await suite.Client(user).GetFromJsonAsync<ReportComparison>($"/reports/{one.ReportId}/compare/{two.ReportId}", Json.Wire))!;
    }

    [Fact]
    public async Task Anothers_report_is_like_one_that_is_not_there_and_an_unfinished_one_says_so()
    {
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = own.User(new Watchlist());
        var (mine, pending, foreign) = (await own.RequestAsync(user), await own.RequestAsync(user), await own.RequestAsync(own.User(new Watchlist(), context: TestContexts.User("bob", user.TenantId))));
        await own.SqlAsync<int>("update reports set status = 'completed', progress = 100, content = 'c', completed_at = now() where report_id = $1 returning 1", mine.ReportId);
        using var client = own.Client(user);

        foreach (var path in new[] { $"{mine.ReportId}/compare/{foreign.ReportId}", $"{foreign.ReportId}/compare/{mine.ReportId}", $"{foreign.ReportId}/compare/{foreign.ReportId}", $"{mine.ReportId}/compare/{Guid.NewGuid()}", $"{mine.ReportId}/compare/x", $"{pending.ReportId}/compare/{foreign.ReportId}" })
        {
            using var missing = await client.GetAsync($"/reports/{path}");
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
            Assert.Contains("REPORT_NOT_FOUND", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var unfinished = await client.GetAsync($"/reports/{mine.ReportId}/compare/{pending.ReportId}");
        Assert.Equal(HttpStatusCode.Conflict, unfinished.StatusCode);
        Assert.Contains("REPORT_NOT_READY", await unfinished.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
