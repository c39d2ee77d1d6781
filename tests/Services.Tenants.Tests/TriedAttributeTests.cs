using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Explanations and simulations know what a decision would of attributes; what is given counts before it.</summary>
public sealed class TriedAttributeTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Theory]
    [InlineData("user.level", "3", """{"user_id":"ada"}""", true)]
    [InlineData("user.level", "3", """{"user_id":"bob"}""", false)]
    [InlineData("user.level", "3", "{}", false)]
    [InlineData("user.level", "3", """{"user_id":"bob","attributes":{"user.level":3}}""", true)]
    [InlineData("user.level", "3", """{"user_id":"ada","attributes":{"user.level":4}}""", false)]
    [InlineData("key.use", "\"ci\"", """{"key_id":"KEY"}""", true)]
    [InlineData("key.use", "\"ci\"", """{"key_id":"0123456789abcdef"}""", false)]
    [InlineData("tenant.tier", "\"basic\"", "{}", true)]
    [InlineData("tenant.tier", "\"basic\"", """{"attributes":{"tenant.tier":"free"}}""", false)]
    [InlineData("tenant.status", "\"active\"", "{}", true)]
    [InlineData("tenant.region", "\"eu\"", "{}", true)]
    [InlineData("tier", "\"basic\"", "{}", false)]
    [InlineData("operation", "\"chat.send\"", "{}", true)]
    [InlineData("request.method", "\"POST\"", "{}", true)]
    [InlineData("work.origin", "\"request\"", "{}", true)]
    [InlineData("request.door", "\"rpc\"", "{}", false)]
    [InlineData("request.door", "\"rpc\"", """{"attributes":{"request.door":"rpc"}}""", true)]
    public async Task What_is_asked_is_decided_by_what_is_known(string attribute, string value, string question, bool holds)
    {
        var tenant = await TenantAsync();
        using var admin = app.AdminOf(tenant.Id);
        var body = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(question.Replace("KEY", tenant.Key, StringComparison.Ordinal))!;
        body["resource"] = JsonSerializer.SerializeToElement("method:chat.send");
        var policy = PolicyHttp.Json("one", "deny", resource: "method:chat.*", more: $$$""","conditions":{"attributes":[{"key":"{{{attribute}}}","operator":"eq","value":{{{value}}}}]}""");

        using var simulated = await admin.PostTextAsync($"/tenants/{tenant.Id}/policies/simulate", $$"""{"policies":[{{policy}}],"requests":[{{JsonSerializer.Serialize(body)}}]}""");
        using var put = await admin.PutAsync($"/tenants/{tenant.Id}/policies/one", policy);
        using var explained = await admin.PostTextAsync($"/tenants/{tenant.Id}/policies/explain", JsonSerializer.Serialize(body));

        Assert.Equal(holds ? 1 : 0, (await simulated.JsonAsync()).GetProperty("changed").GetInt32());
        var answer = await explained.JsonAsync();
        Assert.Equal(!holds, answer.GetProperty("decision").GetProperty("allowed").GetBoolean());
        var failed = answer.GetProperty("policies").EnumerateArray().Single(static one => one.Text("name") == "one").GetProperty("failed");
        Assert.Equal(holds ? "" : "conditions.attributes[0]", string.Join(' ', failed.EnumerateArray()));
    }

    [Fact]
    public async Task Recorded_requests_are_tried_by_what_they_said_of_themselves_and_what_their_users_have_now()
    {
        var tenant = await TenantAsync();
        using var admin = app.AdminOf(tenant.Id);
        await RecordAsync(tenant.Id, -3, """{"r":"user","x":"method:chat.send","a":"execute","u":"ada","d":"rpc","m":"POST","o":"request"}""");
        await RecordAsync(tenant.Id, -2, """{"r":"user","x":"method:chat.send","a":"execute","u":"ada","d":"http","m":"POST","o":"request"}""");
        await RecordAsync(tenant.Id, -1, """{"r":"user","x":"method:chat.send","a":"execute","u":"bob","d":"rpc","m":"POST","o":"request"}""");
        var policy = PolicyHttp.Json("one", "deny", more: ""","conditions":{"attributes":[{"key":"user.level","operator":"eq","value":3},{"key":"request.door","operator":"eq","value":"rpc"}]}""");

        using var simulated = await admin.PostTextAsync($"/tenants/{tenant.Id}/policies/simulate", $$"""{"policies":[{{policy}}],"recorded":true}""");

        var results = (await simulated.JsonAsync()).GetProperty("results");
        Assert.Equal("""{"request.method":"POST","request.door":"rpc","work.origin":"request"}""", results[2].GetProperty("request").GetProperty("attributes").GetRawText());
        Assert.Equal([("bob", false), ("ada", false), ("ada", true)], results.EnumerateArray()
            .Select(static one => (one.GetProperty("request").Text("user_id"), one.GetProperty("changed").GetBoolean())));
    }

    private async Task<(string Id, string Key)> TenantAsync()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        await app.CreateUserAsync(tenant, "bob");
        using var admin = app.AdminOf(tenant);
        using var operators = app.Operator;
        using var user = await admin.PutAsync("/users/ada/attributes", """{"attributes":{"level":3}}""");
        using var own = await operators.PutAsync($"/tenants/{tenant}/attributes", """{"attributes":{"region":"eu"}}""");
        using var issued = await admin.PostTextAsync($"/tenants/{tenant}/keys", """{"role":"user","user_id":"bob","attributes":{"use":"ci"}}""");
        Assert.True(user.IsSuccessStatusCode && own.IsSuccessStatusCode);
        return (tenant, (await issued.JsonAsync()).Text("key_id"));
    }

    private Task RecordAsync(string tenant, int seconds, string request) => app.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase()
        .SortedSetAddAsync($"nanobot:decided:{tenant}", request, DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeMilliseconds());
}
