using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Features;

public sealed class ShareTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Fact]
    public async Task A_link_leads_to_the_report_and_says_not_whose_it_is()
    {
        var (user, id) = await CompletedAsync("SHA");
        var share = await ShareAsync(user, id, new { });

        foreach (var form in new[] { "text/html", "text/markdown", "text/plain", "application/json" })
        {
            using var answer = await FollowAsync(share, form);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
            Assert.Equal(form, answer.Content.Headers.ContentType!.MediaType);
            Assert.Contains("Made at ", text, StringComparison.Ordinal);
            Assert.Contains("SHA", text, StringComparison.Ordinal);
            Assert.DoesNotContain(user.UserId!, text, StringComparison.Ordinal);
            Assert.DoesNotContain(user.TenantId!, text, StringComparison.Ordinal);
            Assert.DoesNotContain(user.TenantId!, share.Url, StringComparison.Ordinal);
            Assert.Equal("noindex, nofollow, noarchive", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Equal((true, TimeSpan.FromSeconds(60)), (answer.Headers.CacheControl!.Public, answer.Headers.CacheControl.MaxAge));
            Assert.Equal("Accept", Assert.Single(answer.Headers.Vary));
            Assert.NotNull(answer.Headers.ETag);
        }

        // A week, where nothing is said.
        Assert.Equal(TimeSpan.FromDays(7), share.ExpiresAt - share.CreatedAt);
    }

    [Fact]
    public async Task A_link_that_is_taken_back_leads_nowhere_at_once_and_on_every_replica()
    {
        var (user, id) = await CompletedAsync("SHB");
        var (gone, other) = (await ShareAsync(user, id, new { }), await ShareAsync(user, id, new { expires_in = 60 }));
        await using var replica = new ReportsSuite(null, ReportsSuite.On(suite.Database));
        using var before = await FollowAsync(gone, client: replica.Client(TestContexts.Gateway));

        using var deleted = await suite.Client(user).DeleteAsync(new Uri($"/reports/{id}/shares/{gone.ShareId}", UriKind.Relative));
        using var again = await suite.Client(user).DeleteAsync(new Uri($"/reports/{id}/shares/{gone.ShareId}", UriKind.Relative));
        using var after = await FollowAsync(gone, client: replica.Client(TestContexts.Gateway));
        using var still = await FollowAsync(other);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (before.StatusCode, deleted.StatusCode, again.StatusCode));
        Assert.Equal((HttpStatusCode.NotFound, "SHARED_REPORT_NOT_FOUND"), (after.StatusCode, await CodeAsync(after)));
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.InRange(still.Headers.CacheControl!.MaxAge!.Value.TotalSeconds, 1, 60);
        var left = await suite.Client(user).GetFromJsonAsync<ReportShares>($"/reports/{id}/shares", Json.Wire);
        Assert.Equal(other.ShareId, Assert.Single(left!.Shares).ShareId);
    }

    [Theory]
    [InlineData("suspended")]
    [InlineData("expired")]
    [InlineData("deleted")]
    public async Task A_link_into_a_tenant_that_does_not_work_leads_nowhere(string status)
    {
        var (user, id) = await CompletedAsync("SHC");
        var share = await ShareAsync(user, id, new { });

        suite.Standings.Set(user.TenantId!, status, 5);
        using var off = await FollowAsync(share);
        suite.Standings.Set(user.TenantId!, "active", 6);
        using var on = await FollowAsync(share);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (off.StatusCode, on.StatusCode));
    }

    [Fact]
    public async Task What_leads_nowhere_is_answered_alike_whyever()
    {
        var (user, id) = await CompletedAsync("SHD");
        var (share, over, orphan) = (await ShareAsync(user, id, new { }), await ShareAsync(user, id, new { }), await ShareAsync(user, (await CompletedAsync("SHD", user)).Id, new { }));
        await suite.LinesAsync($"update report_shares set expires_at = now() - interval '1 second' where share_id = '{over.ShareId}'",
            $"delete from all_reports where report_id = (select report_id from report_shares where share_id = '{orphan.ShareId}')");
        var token = share.Url["/shared/".Length..];
        var forged = TestContexts.Codec(module: "chat").ToString();
        var bodies = new List<string>();
        foreach (var url in new[] { over.Url, orphan.Url, "/shared/x", "/shared/a.b.c", $"/shared/{token[..^2]}AA", $"/shared/B{token[1..]}", $"/shared/{token}.x", $"/shared/{new string('a', 600)}", $"/shared/{share.ShareId}", $"/shared/{forged}" })
        {
            using var answer = await suite.Client(TestContexts.Gateway).GetAsync(new Uri(url, UriKind.Relative));
            var problem = await answer.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>();
            problem!.Remove("traceId");
            bodies.Add($"{(int)answer.StatusCode} {JsonSerializer.Serialize(problem)} {answer.Headers.CacheControl}");
        }

        Assert.Equal($"404 {{\"type\":\"https://tools.ietf.org/html/rfc9110#section-15.5.5\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"There is no such shared report.\",\"code\":\"SHARED_REPORT_NOT_FOUND\"}} no-store", Assert.Single(bodies.Distinct()));
        using var whole = await FollowAsync(share);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
    }

    [Fact]
    public async Task Another_users_report_is_shared_listed_and_taken_back_by_nobody_else()
    {
        var (user, id) = await CompletedAsync("SHE");
        var share = await ShareAsync(user, id, new { });
        foreach (var stranger in new[] { TestContexts.User("bob", user.TenantId), TestContexts.User(user.UserId!) })
        {
            using var client = suite.Client(stranger);
            using var made = await client.PostAsJsonAsync($"/reports/{id}/share", new { });
            using var listed = await client.GetAsync(new Uri($"/reports/{id}/shares", UriKind.Relative));
            using var deleted = await client.DeleteAsync(new Uri($"/reports/{id}/shares/{share.ShareId}", UriKind.Relative));
            Assert.Equal(("REPORT_NOT_FOUND", "REPORT_NOT_FOUND", "SHARE_NOT_FOUND"), (await CodeAsync(made), await CodeAsync(listed), await CodeAsync(deleted)));
        }

        using var direct = await suite.Client(user).GetAsync(new Uri(share.Url, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, direct.StatusCode);
        using var still = await FollowAsync(share);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    [Theory]
    [InlineData("""{"expires_in":59}""", "expires_in")]
    [InlineData("""{"expires_in":7776001}""", "expires_in")]
    [InlineData("""{"format":"docx"}""", "format")]
    public async Task A_wrong_wish_is_refused_by_its_name(string body, string field)
    {
        var (user, id) = await CompletedAsync("SHF");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await suite.Client(user).PostAsync(new Uri($"/reports/{id}/share", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
        Assert.Empty((await suite.Client(user).GetFromJsonAsync<ReportShares>($"/reports/{id}/shares", Json.Wire))!.Shares);
    }

    [Fact]
    public async Task A_link_of_one_form_gives_that_one_alone()
    {
        var (user, id) = await CompletedAsync("SHG");
        var share = await ShareAsync(user, id, new { format = "text" });

        using var any = await FollowAsync(share, "*/*");
        using var none = await FollowAsync(share, "text/html");

        Assert.Equal("text/plain", any.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotAcceptable, none.StatusCode);
    }

    [Fact]
    public async Task Twenty_links_may_lead_to_a_report_however_many_are_made_at_once()
    {
        var (user, id) = await CompletedAsync("SHH");
        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => suite.Client(user).PostAsJsonAsync($"/reports/{id}/share", new { })));

        Assert.Equal(20, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.StatusCode != HttpStatusCode.Created), answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
        await suite.LinesAsync($"update report_shares set expires_at = now() - interval '1 second' where report_id = '{id}'");
        await ShareAsync(user, id, new { });
        Assert.Equal(1, await suite.SqlAsync<int>("select count(*)::int from report_shares where report_id = $1", id));
    }

    [Fact]
    public async Task Where_nobody_says_how_the_tenant_stands_the_link_waits()
    {
        await using var lonely = new ReportsSuite(null, ReportsSuite.On(suite.Database));
        var (user, id) = await CompletedAsync("SHI");
        var share = await ShareAsync(user, id, new { });
        lonely.Standings.Answers = false;
        lonely.Peer.Answer(Nanobot.Contracts.Operations.Operations.Tenants.FindTenantStates.Path, lonely.Standings.AnswerAsync);

        using var answer = await FollowAsync(share, client: lonely.Client(TestContexts.Gateway));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task A_report_that_failed_is_not_shared()
    {
        var user = TestContexts.User("nobody");
        var report = await suite.MakeAsync(user);

        using var answer = await suite.Client(user).PostAsJsonAsync($"/reports/{report.ReportId}/share", new { });

        Assert.Equal((HttpStatusCode.Conflict, "REPORT_FAILED"), (answer.StatusCode, await CodeAsync(answer)));
    }

    [Fact]
    public async Task A_link_to_what_is_being_made_leads_there_once_it_is()
    {
        suite.Peer.Quotes("SHJ", "2026-11-19,1,2,1,1.5,10");
        var user = suite.User(new Watchlist(Stocks: ["SHJ"]), context: TestContexts.User($"user-{Guid.NewGuid():N}"));
        var release = new TaskCompletionSource<string>();
        suite.Model(user, (_, _) => release.Task);
        var id = (await suite.RequestAsync(user)).ReportId;
        var share = await ShareAsync(user, id, new { });

        using var before = await FollowAsync(share);
        release.SetResult("Calm.");
        await suite.EndAsync(user, id);
        using var after = await FollowAsync(share);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (before.StatusCode, after.StatusCode));
    }

    private async Task<(TenantContext User, Guid Id)> CompletedAsync(string symbol, TenantContext? context = null)
    {
        suite.Peer.Quotes(symbol, "2026-11-19,1,2,1,1.5,10");
        var user = suite.User(new Watchlist(Stocks: [symbol]), context: context ?? TestContexts.User($"user-{Guid.NewGuid():N}"));
        var report = await suite.MakeAsync(user);
        Assert.Equal("completed", report.Status);
        return (user, report.ReportId);
    }

    private async Task<CreatedShare> ShareAsync(TenantContext user, Guid id, object wish)
    {
        using var answer = await suite.Client(user).PostAsJsonAsync($"/reports/{id}/share", wish);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<CreatedShare>(Json.Wire))!;
    }

    private async Task<HttpResponseMessage> FollowAsync(CreatedShare share, string accept = "*/*", HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, share.Url);
        request.Headers.Accept.ParseAdd(accept);
        return await (client ?? suite.Client(TestContexts.Gateway)).SendAsync(request);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
