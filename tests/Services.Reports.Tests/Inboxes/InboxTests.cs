using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Inboxes;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Reports.Tests.Inboxes;

public sealed class InboxTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Fact]
    public async Task An_address_and_a_secret_are_shown_once_and_kept_by_their_hash_and_sealed()
    {
        var ada = TestContexts.User();
        var made = await suite.InboxAsync(ada);
        var again = await suite.InboxAsync(ada);
        var signed = await suite.InboxAsync(ada, settings: new { signed = true });
        var listed = Assert.Single((await ListAsync(ada)).Inboxes);

        Assert.Matches("^/inbound/[A-Za-z0-9_-]{32}$", made.Address);
        Assert.Equal((null, null, null), (made.Secret, again.Address, again.Secret));
        Assert.Null(signed.Address);
        Assert.StartsWith("whsec_", signed.Secret, StringComparison.Ordinal);
        Assert.Equal(("alerts", false, true, 0, null, null), (listed.Name, listed.Shared, listed.Signed, listed.Items, listed.Address, listed.Secret));
        Assert.Equal(0, await suite.SqlAsync<long>("select count(*) from inbox_addresses where tenant_id = $1 and (strpos(token_hash, $2) > 0 or strpos(secret, $3) > 0)",
            ada.TenantId!, made.Address!["/inbound/".Length..], signed.Secret!["whsec_".Length..]));
    }

    [Fact]
    public async Task News_are_taken_once_by_their_id_or_as_the_same_story_and_refused_with_the_reason()
    {
        var inbox = await suite.InboxAsync(TestContexts.User());
        object[] news =
        [
            new { title = "Herons return to the lake", id = "1" },
            new { title = "Herons return to the lake!", id = "2" },
            new { text = "Larks <b>sing</b> at dawn", published_at = "2026-11-19T10:00:00Z", link = "https://news.example/larks", author = "Ada", symbols = new[] { "lark", "0700.HK" } },
            new { id = "4" },
            new { title = "Owls", link = "javascript:alert(1)" },
            new { title = "Owls", published_at = "soon" },
            new { title = "Owls", symbols = new[] { "no symbol" } },
            new { title = 7 },
            "Owls",
        ];

        var (status, _, receipt) = await suite.PostAsync(inbox, news);
        var (_, _, second) = await suite.PostAsync(inbox, new { title = "Another title altogether", id = 1 });

        Assert.Equal((HttpStatusCode.Accepted, 2, 1), (status, receipt!.Taken, receipt.Known));
        Assert.Equal(["4 has neither", "5 link must", "6 published_at must", "7 symbols must", "8 title must", "9 is no"],
            receipt.Refused.Select(static one => $"{one.Item} {string.Join(' ', one.Reason.Split(' ').Take(2))}"));
        Assert.Equal((0, 1), (second!.Taken, second.Known));
    }

    [Theory]
    [InlineData("application/rss+xml", "<rss version=\"2.0\"><channel><title>t</title><item><title>Herons &amp; larks</title><link>/relative</link><guid>1</guid></item><item><link>https://x.example/</link></item></channel></rss>", "Herons & larks")]
    [InlineData("text/plain", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title><entry><title>Owls at night</title><id>1</id><updated>2026-11-19T10:00:00Z</updated></entry><entry><id>2</id></entry></feed>", "Owls at night")]
    [InlineData("application/feed+json", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{\"id\":\"1\",\"title\":\"Larks by day\"},{\"id\":\"2\"}]}", "Larks by day")]
    public async Task A_feed_is_read_like_those_that_are_fetched(string type, string body, string title)
    {
        var ada = TestContexts.User();
        var inbox = await suite.InboxAsync(ada);

        var (_, code, receipt) = await suite.PostAsync(inbox.Address!, body, type);

        Assert.True(receipt is { Taken: 1, Refused.Count: 1 }, code);
        Assert.Equal((title, null), (await suite.SqlAsync<string>("select title from inbox_items where tenant_id = $1", ada.TenantId!), await suite.SqlAsync<string>("select link from inbox_items where tenant_id = $1", ada.TenantId!)));
    }

    [Theory]
    [InlineData("", "INBOX_POST_UNREADABLE")]
    [InlineData("<html><body>Moved</body></html>", "INBOX_POST_UNREADABLE")]
    [InlineData("title=Herons", "INBOX_POST_UNREADABLE")]
    [InlineData("{\"title\":", "INBOX_POST_UNREADABLE")]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><rss><channel><item><title>&x;</title></item></channel></rss>", "INBOX_POST_UNREADABLE")]
    public async Task What_is_neither_news_nor_a_feed_is_refused_whole(string body, string code)
    {
        var inbox = await suite.InboxAsync(TestContexts.User());
        Assert.Equal((HttpStatusCode.BadRequest, code), await suite.PostAsync(inbox.Address!, body, "application/json") is var answer ? (answer.Status, answer.Code) : default);
    }

    [Fact]
    public async Task No_more_than_a_hundred_pieces_and_256_KiB_are_taken_at_once()
    {
        var inbox = await suite.InboxAsync(TestContexts.User());
        var items = Enumerable.Range(0, 101).Select(static i => new { title = $"Heron number {i} comes back", id = i }).ToList();

        var most = await suite.PostAsync(inbox, items.Take(100));
        var more = await suite.PostAsync(inbox, items);
        var rss = await suite.PostAsync(inbox.Address!, Peer.Rss(items.Select(static item => (item.title, "http://x.example/" + item.id))), "application/rss+xml");
        var large = await suite.PostAsync(inbox, new { title = new string('x', 256 * 1024) });

        Assert.Equal(100, most.Receipt!.Taken);
        Assert.Equal(("INBOX_POST_TOO_LONG", "INBOX_POST_TOO_LONG"), (more.Code, rss.Code));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);
    }

    [Fact]
    public async Task A_signed_inbox_takes_what_is_signed_now_and_not_a_second_time()
    {
        var ada = TestContexts.User();
        var inbox = await suite.InboxAsync(ada, settings: new { signed = true });
        var now = DateTimeOffset.UtcNow;
        const string body = """{"title":"Herons return to the lake"}""";
        Task<(HttpStatusCode Status, string Code, InboxReceipt? Receipt)> PostAsync(string secret, DateTimeOffset at, string text = body) =>
            suite.PostAsync(inbox.Address!, text, "application/json", octets => InboxClient.SignedBy(secret, at, "msg_1")(text == body ? octets : System.Text.Encoding.UTF8.GetBytes(body)));

        Assert.Equal((HttpStatusCode.Unauthorized, "INBOX_SIGNATURE_MISSING"), await suite.PostAsync(inbox.Address!, body, "application/json") is var bare ? (bare.Status, bare.Code) : default);
        Assert.Equal("INBOX_SIGNATURE_WRONG", (await PostAsync("whsec_" + Convert.ToBase64String(new byte[32]), now)).Code);
        Assert.Equal("INBOX_SIGNATURE_WRONG", (await PostAsync(inbox.Secret!, now, body + " ")).Code);
        Assert.Equal("INBOX_SIGNATURE_STALE", (await PostAsync(inbox.Secret!, now.AddMinutes(-6))).Code);
        Assert.Equal("INBOX_SIGNATURE_STALE", (await PostAsync(inbox.Secret!, now.AddMinutes(6))).Code);
        Assert.Equal(1, (await PostAsync(inbox.Secret!, now)).Receipt!.Taken);
        Assert.Equal((HttpStatusCode.Unauthorized, "INBOX_POST_REPLAYED"), await PostAsync(inbox.Secret!, now) is var replay ? (replay.Status, replay.Code) : default);
        // A sender that had no answer tries again at another time.
        Assert.Equal(1, (await PostAsync(inbox.Secret!, now.AddSeconds(1))).Receipt!.Known);
    }

    [Fact]
    public async Task A_former_address_is_good_for_as_long_as_it_is_said_with_its_own_secret()
    {
        var ada = TestContexts.User();
        var first = await suite.InboxAsync(ada, settings: new { signed = true });
        var second = await suite.RotateAsync(ada, new { overlap_seconds = 60 });
        var now = DateTimeOffset.UtcNow;
        Task<(HttpStatusCode Status, string Code, InboxReceipt? Receipt)> PostAsync(InboxResource inbox, string secret, string title) =>
            suite.PostAsync(inbox.Address!, JsonSerializer.Serialize(new { title }), "application/json", InboxClient.SignedBy(secret, now, title));

        Assert.Equal(1, (await PostAsync(first, first.Secret!, "Herons return to the lake")).Receipt?.Taken);
        Assert.Equal(1, (await PostAsync(second, second.Secret!, "Larks return to the lake")).Receipt?.Taken);
        Assert.Equal("INBOX_SIGNATURE_WRONG", (await PostAsync(second, first.Secret!, "Owls return to the lake")).Code);
        var third = await suite.RotateAsync(ada, new { overlap_seconds = 0 });
        Assert.Equal("INBOX_ADDRESS_NOT_FOUND", (await PostAsync(first, first.Secret!, "Owls")).Code);
        Assert.Equal("INBOX_ADDRESS_NOT_FOUND", (await PostAsync(second, second.Secret!, "Owls")).Code);
        Assert.Equal(1, (await PostAsync(third, third.Secret!, "Owls return to the lake")).Receipt?.Taken);
        using var wrong = await suite.Client(ada).PostAsJsonAsync("/evidence/inboxes/alerts/rotate", new { overlap_seconds = -1 });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_answered_alike_whyever()
    {
        var (ada, bob) = (TestContexts.User(), TestContexts.User());
        var (deleted, suspended) = (await suite.InboxAsync(ada), await suite.InboxAsync(bob));
        using var gone = await suite.Client(ada).DeleteAsync(new Uri("/evidence/inboxes/alerts", UriKind.Relative));
        using var again = await suite.Client(ada).DeleteAsync(new Uri("/evidence/inboxes/alerts", UriKind.Relative));
        suite.Standings.Set(bob.TenantId!, "suspended", 5);
        var bodies = new List<string>();
        foreach (var address in new[] { deleted.Address!, suspended.Address!, "/inbound/x", $"/inbound/{new string('a', 600)}", "/inbound/a.b.c" })
        {
            using var client = suite.Client(TestContexts.Gateway);
            using var answer = await client.PostAsJsonAsync(address, new { title = "Herons" });
            var problem = await answer.Content.ReadFromJsonAsync<Dictionary<string, JsonElement>>();
            problem!.Remove("traceId");
            bodies.Add($"{(int)answer.StatusCode} {JsonSerializer.Serialize(problem)}");
        }

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (gone.StatusCode, again.StatusCode));
        Assert.Contains("INBOX_ADDRESS_NOT_FOUND", Assert.Single(bodies.Distinct()), StringComparison.Ordinal);
        using var direct = await suite.Client(ada).PostAsJsonAsync("/inbound/x", new { });
        Assert.Equal(HttpStatusCode.Forbidden, direct.StatusCode);
    }

    [Fact]
    public async Task A_tenants_inbox_is_seen_by_all_its_users_and_changed_by_none_and_anothers_is_nobodys()
    {
        var admin = TestContexts.Admin();
        var (ada, bob) = (TestContexts.User("ada", admin.TenantId), TestContexts.User("bob", admin.TenantId));
        await suite.InboxAsync(admin, "house");
        await suite.InboxAsync(ada, "mine");
        using var deleted = await suite.Client(ada).DeleteAsync(new Uri("/evidence/inboxes/house", UriKind.Relative));
        using var rotated = await suite.Client(bob).PostAsJsonAsync("/evidence/inboxes/mine/rotate", new { });

        Assert.Equal(["mine False", "house True"], (await ListAsync(ada)).Inboxes.Select(static inbox => $"{inbox.Name} {inbox.Shared}"));
        Assert.Equal(["house True"], (await ListAsync(bob)).Inboxes.Select(static inbox => $"{inbox.Name} {inbox.Shared}"));
        Assert.Equal(["house True"], (await ListAsync(admin)).Inboxes.Select(static inbox => $"{inbox.Name} {inbox.Shared}"));
        Assert.Empty((await ListAsync(TestContexts.User())).Inboxes);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (deleted.StatusCode, rotated.StatusCode));

        // The wall behind it: rows say the same, whatever a statement asks for.
        var db = suite.Services.GetRequiredService<TenantDb>();
        Assert.Equal(0, await db.ExecuteAsync(ada, new Sql("delete from inboxes where user_id is distinct from 'ada'"), default));
        await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync(ada, new Sql("update inboxes set is_signed = true where user_id is null"), default));
        Assert.Equal(["house"], await db.QueryAsync(bob, new Sql("select name from inboxes"), static row => row.GetString(0), default));
    }

    [Fact]
    public async Task There_are_bounds_to_inboxes_to_what_they_hold_and_to_how_often_they_are_posted_to()
    {
        await using var small = new ReportsSuite(ReportsSuite.WithoutWorker, [new("Inboxes:Most", "2"), new("Inboxes:MostItems", "10"), new("Inboxes:PerMinute", "3"), .. ReportsSuite.On(suite.Database)]);
        var ada = TestContexts.User();
        var inbox = await small.InboxAsync(ada);
        await small.InboxAsync(ada, "other");
        using var third = await small.Client(ada).PutAsJsonAsync("/evidence/inboxes/third", new { });
        using var known = await small.Client(ada).PutAsJsonAsync("/evidence/inboxes/other", new { influencer = "Ada" });
        for (var post = 0; post < 3; post++)
        {
            var items = Enumerable.Range(0, 6).Select(i => new { title = $"Heron number {post} {i} comes back", id = $"{post} {i}" });
            Assert.Equal(6, (await small.PostAsync(inbox, items)).Receipt!.Taken);
        }

        var often = await small.PostAsync(inbox, new { title = "Herons" });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (third.StatusCode, known.StatusCode));
        Assert.Contains("INBOXES_EXHAUSTED", await third.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.TooManyRequests, "INBOX_RATE_LIMITED"), (often.Status, often.Code));
        Assert.Equal(10, (await small.Client(ada).GetFromJsonAsync<InboxList>("/evidence/inboxes", Json.Wire))!.Inboxes.Single(static one => one.Name == "alerts").Items);
        Assert.Equal(0, await suite.SqlAsync<long>("select count(*) from inbox_items where tenant_id = $1 and title like 'Heron number 0%'", ada.TenantId!));
    }

    [Fact]
    public async Task What_is_too_old_goes()
    {
        var ada = TestContexts.User();
        var inbox = await suite.InboxAsync(ada);
        await suite.PostAsync(inbox, new[] { new { title = "Herons return to the lake" }, new { title = "Larks return to the lake" } });
        await suite.SqlAsync<int>("update inbox_items set received_at = now() - interval '8 days' where tenant_id = $1 and title like 'Herons%'", ada.TenantId!);
        Assert.Equal(1, Assert.Single((await ListAsync(ada)).Inboxes).Items);

        await suite.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<InboxSweep>().Single().SweepAsync(default);

        Assert.Equal("Larks return to the lake", await suite.SqlAsync<string>("select string_agg(title, ',') from inbox_items where tenant_id = $1", ada.TenantId!));
    }

    [Theory]
    [InlineData("/evidence/inboxes/Herons", "{}", "name")]
    [InlineData("/evidence/inboxes/herons", "{\"influencer\":\"\"}", "influencer")]
    [InlineData("/evidence/inboxes/herons", "{\"signed\":\"yes\"}", "signed")]
    public async Task Bad_settings_are_named(string path, string body, string field)
    {
        using var client = suite.Client(TestContexts.User());
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PutAsync(new Uri(path, UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task No_body_breaks_it()
    {
        await using var often = new ReportsSuite(ReportsSuite.WithoutWorker, [new("Inboxes:PerMinute", "6000"), .. ReportsSuite.On(suite.Database)]);
        var inbox = await often.InboxAsync(TestContexts.User());
        string[] seeds =
        [
            """[{"title":"Herons \ud83e\udd86","text":"a\u0000b","link":"https://x.example/?a=1","published_at":1764000000,"author":"Ada","symbols":["AAPL"],"id":7}]""",
            """{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"a","date_published":"2026-11-19"}]}""",
            "<rss version=\"2.0\"><channel><item><title>a &amp; b</title><pubDate>Thu, 19 Nov 2026 22:00:00 GMT</pubDate></item></channel></rss>",
        ];
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var octets = System.Text.Encoding.UTF8.GetBytes(seeds[random.Next(seeds.Length)]);
            for (var change = random.Next(6); change >= 0; change--)
            {
                octets[random.Next(octets.Length)] = (byte)(random.Next(2) == 0 ? random.Next(256) : "\"{}[]<>\\u0,:"[random.Next(12)]);
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, inbox.Address) { Content = new ByteArrayContent(octets, 0, random.Next(4) == 0 ? random.Next(octets.Length) : octets.Length) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", random.Next(3) == 0 ? "application/xml; charset=utf-16" : "application/json");
            using var client = often.Client(TestContexts.Gateway);
            using var answer = await client.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.BadRequest, $"{(int)answer.StatusCode} to {Convert.ToBase64String(octets)}");
        }
    }

    private async Task<InboxList> ListAsync(TenantContext caller) => (await suite.Client(caller).GetFromJsonAsync<InboxList>("/evidence/inboxes", Json.Wire))!;
}
