using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>What was decided lately, and what policies in shadow mode would have decided.</summary>
public sealed class DecisionTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Theory]
    [InlineData("", "tool:b tool:a method:chat.send method:reports.list")]
    [InlineData("shadow=any", "tool:b tool:a")]
    [InlineData("shadow=changes", "tool:a")]
    [InlineData("effect=deny", "tool:b method:reports.list")]
    [InlineData("effect=deny&shadow=any", "tool:b")]
    [InlineData("policy=maybe", "tool:a")]
    [InlineData("policy=no-reports", "method:reports.list")]
    [InlineData("resource=method%3Achat.send", "method:chat.send")]
    [InlineData("user_id=bob", "method:chat.send")]
    [InlineData("user_id=eve", "")]
    public async Task Recorded_decisions_are_filtered_by_what_decided_and_by_what_would_have(string query, string expected)
    {
        var (tenant, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await FillAsync(tenant);
        await RecordAsync(other, -1, """{"r":"user","x":"tool:other","a":"execute","u":"eve","w":{"a":true,"p":"default-user","s":"default"}}""");
        using var admin = app.AdminOf(tenant);

        var page = await admin.GetFromJsonAsync<JsonElement>($"/tenants/{tenant}/decisions?{query}");

        Assert.Equal(expected, string.Join(' ', page.GetProperty("items").EnumerateArray().Select(static one => one.Text("resource"))));
        if (query == "policy=maybe")
        {
            var one = page.GetProperty("items")[0];
            Assert.Equal(("allow", "default-user", "default", "deny", "maybe", "tenant", "request"), (one.Text("effect"), one.Text("matched_policy"), one.Text("matched_scope"),
                one.GetProperty("shadow").Text("effect"), one.GetProperty("shadow").Text("policy"), one.GetProperty("shadow").Text("scope"), one.Text("origin")));
        }
    }

    [Fact]
    public async Task Pages_have_each_decision_once()
    {
        var tenant = await app.CreateTenantAsync();
        await FillAsync(tenant);
        using var admin = app.AdminOf(tenant);
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await admin.GetFromJsonAsync<JsonElement>($"/tenants/{tenant}/decisions?limit=1{cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(static one => one.Text("resource")));
            cursor = page.GetProperty("next_cursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(["tool:b", "tool:a", "method:chat.send", "method:reports.list"], seen);
        using var wrong = await admin.GetAsync($"/tenants/{tenant}/decisions?cursor=YWJj");
        await wrong.AssertInvalidAsync("cursor");
    }

    [Fact]
    public async Task Every_wrong_filter_is_named_and_another_tenants_decisions_are_not_there()
    {
        var (tenant, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        using var admin = app.AdminOf(tenant);
        using var operators = app.Operator;
        using var wrong = await admin.GetAsync($"/tenants/{tenant}/decisions?effect=perhaps&shadow=none&policy=a%20b&resource=&user_id=-");
        using var others = await admin.GetAsync($"/tenants/{other}/decisions");
        using var user = await app.UserOf(tenant, "ada").GetAsync($"/tenants/{tenant}/decisions");
        using var own = await operators.GetAsync("/decisions?shadow=any");
        using var forbidden = await admin.GetAsync("/decisions");

        await wrong.AssertInvalidAsync("effect", "shadow", "policy", "resource", "user_id");
        await others.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
        await user.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        await forbidden.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    private async Task FillAsync(string tenant)
    {
        await RecordAsync(tenant, -5, """{"r":"user","x":"method:reports.list","a":"execute","u":"ada","d":"http","m":"GET","o":"request","w":{"a":false,"p":"no-reports","s":"tenant"}}""");
        await RecordAsync(tenant, -4, """{"r":"user","x":"method:chat.send","a":"execute","u":"bob","d":"sse","m":"POST","o":"request","w":{"a":true,"p":"default-user","s":"default"}}""");
        await RecordAsync(tenant, -3, """{"r":"user","x":"tool:a","a":"execute","u":"ada","o":"request","w":{"a":true,"p":"default-user","s":"default","h":"maybe","t":"tenant","d":false}}""");
        await RecordAsync(tenant, -2, """{"r":"user","x":"tool:b","a":"execute","u":"ada","o":"request","w":{"a":false,"p":"no-b","s":"tenant","h":"perhaps","t":"tenant","d":false}}""");
        await RecordAsync(tenant, -1, """{"r":"user","x":"tool:before","a":"execute","u":"ada"}""");
    }

    private Task RecordAsync(string tenant, int seconds, string request) => app.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase()
        .SortedSetAddAsync($"nanobot:decided:{tenant}", request, DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeMilliseconds());
}
