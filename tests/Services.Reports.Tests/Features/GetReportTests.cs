using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Features;

public sealed class GetReportTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    private const string Row = "2026-11-19,1,2,1,1.5,10";

    [Fact]
    public async Task A_report_comes_as_json_markdown_or_html_each_with_its_own_tag()
    {
        var (user, id) = await CompletedAsync("GRA");

        using var json = await GetAsync(user, id, null);
        using var markdown = await GetAsync(user, id, "text/markdown");
        using var html = await GetAsync(user, id, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        var content = (await json.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("content").GetString();
        Assert.Equal(content, await markdown.Content.ReadAsStringAsync());
        Assert.Equal("text/markdown", markdown.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<table>", await html.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", Assert.Single(html.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(3, new[] { json, markdown, html }.Select(response => response.Headers.ETag!.Tag).Distinct().Count());
        Assert.All([json, markdown, html], response => Assert.Contains("Accept", response.Headers.Vary));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/markdown")]
    [InlineData("text/html")]
    public async Task Who_has_it_already_gets_304(string? accept)
    {
        var (user, id) = await CompletedAsync("GRB");
        using var first = await GetAsync(user, id, accept);

        foreach (var tag in new[] { first.Headers.ETag!.Tag, $"\"other\", W/{first.Headers.ETag!.Tag}", "*" })
        {
            using var again = await GetAsync(user, id, accept, tag);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        }

        using var changed = await GetAsync(user, id, accept, "\"other\"");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/json;q=0, text/*;q=0")]
    public async Task What_there_is_not_is_406_naming_what_there_is(string accept)
    {
        using var response = await GetAsync(TestContexts.User(), Guid.NewGuid().ToString(), accept);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("NOT_ACCEPTABLE", problem.GetProperty("code").GetString());
        Assert.Equal(["application/json", "text/markdown", "text/html", "text/plain", "application/pdf"], problem.GetProperty("available").EnumerateArray().Select(type => type.GetString()));
    }

    [Fact]
    public async Task A_tag_that_it_must_have_is_compared_strongly_and_a_malformed_one_is_refused()
    {
        var (user, id) = await CompletedAsync("GRM");
        using var first = await GetAsync(user, id, null);
        var tag = first.Headers.ETag!.Tag;

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(user, id, null, ifMatch: $"\"other\", {tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await GetAsync(user, id, null, ifMatch: $"W/{tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await GetAsync(user, id, "text/html", ifMatch: tag)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync(user, id, null, "unquoted")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(user, Guid.NewGuid().ToString(), null, ifMatch: "*")).StatusCode);
    }

    [Fact]
    public async Task A_foreign_report_is_answered_like_a_missing_and_a_malformed_one()
    {
        var (ada, id) = await CompletedAsync("GRC");
        var bodies = new List<string>();
        foreach (var (context, path) in new[]
        {
            (TestContexts.User("bob", ada.TenantId), id),
            (TestContexts.User("ada"), id),
            (ada, Guid.NewGuid().ToString()),
            (ada, "not-an-id"),
            (ada, "1"),
        })
        {
            using var response = await GetAsync(context, path, null);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            var problem = await response.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>();
            problem!.Remove("traceId");
            problem.Remove("trace_id");
            bodies.Add(JsonSerializer.Serialize(problem));
        }

        Assert.True(bodies.Distinct().Count() == 1, string.Join('\n', bodies));
        Assert.Contains("REPORT_NOT_FOUND", bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_that_is_not_there_yet_is_a_conflict_that_says_so()
    {
        var user = suite.User(new Watchlist(Stocks: ["GRD"]));
        suite.Peer.Quotes("GRD", Row);
        var release = new TaskCompletionSource<string>();
        suite.Model(user, (_, _) => release.Task);
        var id = (await suite.RequestAsync(user)).ReportId.ToString();

        using var response = await GetAsync(user, id, "text/markdown");
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("REPORT_NOT_READY", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        release.SetResult("Calm.");
        Assert.Equal("completed", (await suite.EndAsync(user, Guid.Parse(id))).Status);
    }

    [Fact]
    public async Task The_content_of_a_failed_report_is_a_conflict_that_says_why()
    {
        var user = TestContexts.User("nobody");
        var report = await suite.MakeAsync(user);

        Assert.Equal("failed", report.Status);
        using var response = await GetAsync(user, report.ReportId.ToString(), "text/html");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("REPORT_FAILED", "The report failed: The user no longer exists."), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
    }

    private async Task<(TenantContext User, string Id)> CompletedAsync(string symbol)
    {
        suite.Peer.Quotes(symbol, Row);
        var user = suite.User(new Watchlist(Stocks: [symbol]));
        var report = await suite.MakeAsync(user);
        Assert.Equal("completed", report.Status);
        return (user, report.ReportId.ToString());
    }

    private async Task<HttpResponseMessage> GetAsync(TenantContext context, string id, string? accept, string? ifNoneMatch = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/reports/{id}");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation(HeaderNames.Accept, accept);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation(HeaderNames.IfNoneMatch, ifNoneMatch);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation(HeaderNames.IfMatch, ifMatch);
        }

        return await suite.Client(context).SendAsync(request);
    }
}
