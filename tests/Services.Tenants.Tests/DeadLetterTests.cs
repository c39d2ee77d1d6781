using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Operators see which events were put aside, and tell them again or throw them away.</summary>
public sealed class DeadLetterTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    private const string Path = "/ops/dead-letters";

    private IDatabase Redis => app.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();

    [Fact]
    public async Task An_event_that_was_put_aside_is_counted_listed_shown_and_told_again_under_the_operators_name()
    {
        const string Topic = "tenant.created.v1";
        var (tenant, data) = await TenantCreatedAsync();
        var id = await PutAsideAsync(Topic, data, """{"dead-letter-reason":"handler_failed","dead-letter-group":"chat","dead-letter-attempts":"5","dead-letter-error":"System.TimeoutException"}""");
        var older = await PutAsideAsync(Topic, data);
        using var client = app.Operator;

        var counts = await client.GetFromJsonAsync<JsonElement>(Path);
        var first = await client.GetFromJsonAsync<JsonElement>($"{Path}/{Topic}?limit=1");
        var second = await client.GetFromJsonAsync<JsonElement>($"{Path}/{Topic}?limit=1&cursor={first.Text("next_cursor")}");
        var shown = await client.GetFromJsonAsync<JsonElement>($"{Path}/{Topic}/{id}");
        using var replayed = await client.PostAsync($"{Path}/{Topic}/{id}/replay", null);
        using var again = await client.PostAsync($"{Path}/{Topic}/{id}/replay", null);
        using var rest = await client.PostAsync($"{Path}/{Topic}/replay", null);

        Assert.Equal(2, counts.GetProperty("items").EnumerateArray().Single(static one => one.Text("topic") == Topic).GetProperty("count").GetInt32());
        Assert.Equal([older, id], new[] { first, second }.Select(static page => page.GetProperty("items")[0].Text("entry_id")));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_cursor").ValueKind);
        Assert.Equal(("handler_failed", "chat", 5, "System.TimeoutException", "tenants", tenant),
            (shown.Text("reason"), shown.Text("module"), shown.GetProperty("attempts").GetInt32(), shown.Text("error"), shown.Text("source"), shown.Text("tenant_id")));
        Assert.Equal(("basic", "Europe/Berlin"), (shown.GetProperty("data").Text("tier"), shown.GetProperty("data").Text("time_zone")));
        Assert.Equal("""[{"member":"name","kind":"string","size":4}]""", shown.GetProperty("withheld").GetRawText());
        Assert.DoesNotContain("Acme", shown.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("context", shown.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal((Topic, id, false), ((await replayed.JsonAsync()).Text("topic"), (await replayed.JsonAsync()).Text("entry_id"), (await replayed.JsonAsync()).GetProperty("signed_anew").GetBoolean()));
        await again.AssertRefusedAsync(HttpStatusCode.NotFound, "DEAD_LETTER_NOT_FOUND");
        Assert.Equal("""{"replayed":1,"not_genuine":0,"past_inbox":0,"more":false}""", await rest.Content.ReadAsStringAsync());
        Assert.Equal(0, await Redis.StreamLengthAsync($"{Topic}.dlq"));
        Assert.Equal(3, (await Redis.StreamRangeAsync(Topic)).Count(entry => entry["data"] == data));
        Assert.Equal([$"{Topic}/{id}"], await AuditedAsync("ops.dead_letters.replay", Topic));
        Assert.Equal([Topic], await AuditedAsync("ops.dead_letters.replay_all", Topic));
    }

    [Fact]
    public async Task One_or_all_of_a_topic_are_thrown_away_and_where_there_is_nothing_no_entry_says_so()
    {
        const string Topic = "report.completed.v1";
        var id = await PutAsideAsync(Topic, "{}");
        await PutAsideAsync(Topic, "{}");
        using var client = app.Operator;

        using var discarded = await client.DeleteAsync($"{Path}/{Topic}/{id}");
        using var again = await client.DeleteAsync($"{Path}/{Topic}/{id}");
        using var all = await client.DeleteAsync($"{Path}/{Topic}");
        using var none = await client.DeleteAsync($"{Path}/{Topic}");
        using var nothing = await client.PostAsync($"{Path}/{Topic}/replay", null);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.NoContent, HttpStatusCode.OK), (discarded.StatusCode, all.StatusCode, none.StatusCode, nothing.StatusCode));
        await again.AssertRefusedAsync(HttpStatusCode.NotFound, "DEAD_LETTER_NOT_FOUND");
        Assert.Equal(0, await Redis.StreamLengthAsync($"{Topic}.dlq"));
        Assert.Equal([$"{Topic}/{id}"], await AuditedAsync("ops.dead_letters.discard", Topic));
        Assert.Equal([Topic], await AuditedAsync("ops.dead_letters.discard_all", Topic));
        Assert.Empty(await AuditedAsync("ops.dead_letters.replay_all", Topic));
    }

    [Fact]
    public async Task What_cannot_be_told_again_says_why_and_stays()
    {
        const string Topic = "tenant.suspended.v1";
        var (_, data) = await TenantCreatedAsync();
        var genuine = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(data.ToString())!;
        genuine["time"] = JsonSerializer.SerializeToElement(DateTimeOffset.UtcNow.AddDays(-7));
        var (none, old) = (await PutAsideAsync(Topic, "no event"), await PutAsideAsync(Topic, JsonSerializer.Serialize(genuine)));
        using var client = app.Operator;

        using var notGenuine = await client.PostAsync($"{Path}/{Topic}/{none}/replay", null);
        using var pastInbox = await client.PostAsync($"{Path}/{Topic}/{old}/replay", null);
        using var both = await client.PostAsync($"{Path}/{Topic}/replay", null);

        await notGenuine.AssertRefusedAsync(HttpStatusCode.Conflict, "DEAD_LETTER_NOT_GENUINE");
        await pastInbox.AssertRefusedAsync(HttpStatusCode.Conflict, "DEAD_LETTER_PAST_INBOX");
        Assert.Equal("""{"replayed":0,"not_genuine":1,"past_inbox":1,"more":false}""", await both.Content.ReadAsStringAsync());
        Assert.Equal(2, await Redis.StreamLengthAsync($"{Topic}.dlq"));
        Assert.Empty(await AuditedAsync("ops.dead_letters.replay", Topic));
    }

    [Fact]
    public async Task Wrong_topics_ids_and_pages_are_refused_by_name()
    {
        using var client = app.Operator;
        foreach (var (method, path) in new[]
        {
            ("GET", "no.such.v1"), ("DELETE", "no.such.v1"), ("POST", "no.such.v1/replay"), ("GET", "no.such.v1/1-0"), ("DELETE", "no.such.v1/1-0"), ("POST", "no.such.v1/1-0/replay"),
            ("GET", "tenant.created.v1.dlq"), ("GET", "TENANT.CREATED.V1"), ("GET", "tenant.deleted.v1/1-0"), ("DELETE", "tenant.deleted.v1/1-0"), ("POST", "tenant.deleted.v1/1-0/replay"),
        })
        {
            using var missing = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"{Path}/{path}"));
            await missing.AssertRefusedAsync(HttpStatusCode.NotFound, "DEAD_LETTER_NOT_FOUND");
        }

        foreach (var id in new[] { "1", "-", "+", "1-x", "01-0", "18446744073709551616-0", "%281-0" })
        {
            foreach (var (method, path) in new[] { ("GET", id), ("DELETE", id), ("POST", $"{id}/replay") })
            {
                using var wrong = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), $"{Path}/tenant.deleted.v1/{path}"));
                await wrong.AssertInvalidAsync("entry_id");
            }
        }

        using var limit = await client.GetAsync($"{Path}/tenant.deleted.v1?limit=201");
        using var cursor = await client.GetAsync($"{Path}/tenant.deleted.v1?cursor=YWJj");
        using var first = await client.GetAsync($"{Path}/tenant.deleted.v1?cursor=MC0w");
        await limit.AssertInvalidAsync("limit");
        await cursor.AssertInvalidAsync("cursor");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
    }

    [Fact]
    public async Task They_are_for_operators_alone()
    {
        const string Topic = "user.created.v1";
        var id = await PutAsideAsync(Topic, "{}");
        var tenant = TestContexts.NewTenantId();
        foreach (var context in new[] { TestContexts.User("ada", tenant), TestContexts.Admin(tenant), TestContexts.Gateway })
        {
            using var client = app.ClientFor(context);
            foreach (var (method, path) in new[]
            {
                ("GET", ""), ("GET", $"/{Topic}"), ("DELETE", $"/{Topic}"), ("POST", $"/{Topic}/replay"), ("GET", $"/{Topic}/{id}"), ("DELETE", $"/{Topic}/{id}"), ("POST", $"/{Topic}/{id}/replay"),
            })
            {
                using var refused = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), Path + path));
                await refused.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
            }
        }

        Assert.Equal(1, await Redis.StreamLengthAsync($"{Topic}.dlq"));
    }

    [Fact]
    public async Task What_Redis_refuses_is_answered_as_unavailable()
    {
        const string Topic = "turn.cancelled.v1";
        await Redis.StringSetAsync($"{Topic}.dlq", "a stranger's");
        using var client = app.Operator;
        using var refused = await client.GetAsync($"{Path}/{Topic}");
        await Redis.KeyDeleteAsync($"{Topic}.dlq");

        await refused.AssertRefusedAsync(HttpStatusCode.ServiceUnavailable, "DEAD_LETTERS_UNAVAILABLE");
    }

    /// <summary>A tenant, and the event that told of it as it stands on its topic.</summary>
    private async Task<(string Tenant, RedisValue Data)> TenantCreatedAsync()
    {
        var tenant = await app.CreateTenantAsync();
        var data = await Eventually.GetAsync(async () => (await Redis.StreamRangeAsync("tenant.created.v1"))
            .Select(static entry => entry["data"]).FirstOrDefault(data => data.ToString().Contains($"\"{tenant}\"", StringComparison.Ordinal)), static data => data.HasValue);
        return (tenant, data);
    }

    private async Task<string> PutAsideAsync(string topic, RedisValue data, string metadata = "{}") =>
        (await Redis.StreamAddAsync($"{topic}.dlq", [new("data", data), new("metadata", metadata)]))!;

    private async Task<List<string>> AuditedAsync(string operation, string topic)
    {
        using var client = app.Operator;
        var page = await client.GetFromJsonAsync<JsonElement>($"/audit?outcome=ok&operation={operation}");
        return [.. page.GetProperty("items").EnumerateArray().Where(static entry => entry.Text("role") == TenantRole.Operator).Select(static entry => entry.Text("target"))
            .Where(target => target.StartsWith(topic, StringComparison.Ordinal))];
    }
}
