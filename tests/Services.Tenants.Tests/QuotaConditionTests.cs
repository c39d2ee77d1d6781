using System.Net;
using System.Text.Json;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Amounts and rules change only in the state that a request names, where it names one.</summary>
public sealed class QuotaConditionTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    private const string Rule = """{"quota":"sessions","amount":7,"when":{"schedule":{"after":"22:00","before":"06:00"}}}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Amounts_are_put_only_in_the_state_that_If_Match_names(bool ofUser)
    {
        var (client, path) = await PlaceAsync(ofUser);
        using var _ = client;
        var first = await TagAsync(client, path);
        using (var put = await client.PutAsync(path, """{"quotas":{"agents":3}}""", ifMatch: first))
        {
            Assert.Equal(HttpStatusCode.OK, put.StatusCode);
            Assert.Equal(await TagAsync(client, path), put.Headers.ETag!.ToString());
            Assert.NotEqual(first, put.Headers.ETag.ToString());
        }

        using (var stale = await client.PutAsync(path, """{"quotas":{"agents":4}}""", ifMatch: first))
        {
            await stale.AssertRefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        }

        Assert.Equal(3, await AgentsAsync(client, path));
        using (var malformed = await client.PutAsync(path, """{"quotas":{"agents":5}}""", ifMatch: "no-quotes"))
        {
            await malformed.AssertInvalidAsync("If-Match");
        }

        using var unconditional = await client.PutAsync(path, """{"quotas":{"agents":6}}""");
        Assert.Equal((HttpStatusCode.OK, 6), (unconditional.StatusCode, await AgentsAsync(client, path)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_that_change_the_same_amounts_at_once_one_is_told_that_they_are_others_now(bool ofUser)
    {
        var (client, path) = await PlaceAsync(ofUser);
        using var _ = client;
        var tag = await TagAsync(client, path);

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(agents => client.PutAsync(path, $$$"""{"quotas":{"agents":{{{agents}}}}}""", ifMatch: tag)));

        Assert.Equal(1, answers.Count(static answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(5, answers.Count(static answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Amounts_that_are_known_are_not_sent_again_and_others_than_expected_not_at_all(bool ofUser)
    {
        var (client, path) = await PlaceAsync(ofUser);
        using var _ = client;
        var tag = await TagAsync(client, path);
        using var known = await GetAsync(client, path, "If-None-Match", tag);
        using var other = await GetAsync(client, path, "If-Match", "\"other\"");

        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        await other.AssertRefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
    }

    [Fact]
    public async Task A_rule_is_replaced_and_removed_only_in_the_state_that_is_named()
    {
        var path = $"/tenants/{await app.CreateTenantAsync()}/quota-rules/night";
        using var client = app.Operator;
        using var made = await client.PutAsync(path, Rule, ifNoneMatch: "*");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var first = made.Headers.ETag!.ToString();
        Assert.Equal(first, await TagAsync(client, path));
        using var again = await client.PutAsync(path, Rule, ifNoneMatch: "*");
        await again.AssertRefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");

        using var put = await client.PutAsync(path, Rule.Replace("7", "8", StringComparison.Ordinal), ifMatch: first);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        using var stale = await client.PutAsync(path, Rule, ifMatch: first);
        await stale.AssertRefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        using var staleEnd = await DeleteAsync(client, path, first);
        await staleEnd.AssertRefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        Assert.Equal(8, (await JsonAsync(client, path)).GetProperty("amount").GetInt64());

        using var gone = await DeleteAsync(client, path, await TagAsync(client, path));
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using var toNothing = await client.PutAsync(path, Rule, ifMatch: "*");
        await toNothing.AssertRefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
    }

    [Theory]
    [InlineData("""{"quota":"sessions","amount":9,"reason":"x","for_seconds":"60"}""", "for_seconds")]
    [InlineData("""{"quota":"sessions","amount":9,"reason":"x","for_seconds":1.5,"scope":"all"}""", "for_seconds", "scope")]
    [InlineData("""{"quota":"sessions","amount":9,"reason":"x","for_second":60}""", "for_second", "until")]
    public async Task An_end_that_cannot_be_read_is_not_told_as_missing_too(string body, params string[] fields)
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "ada");
        using var client = app.UserOf(tenant, "ada");
        using var response = await client.PostAsync("/limits/requests", Http.Body(body));
        await response.AssertInvalidAsync(fields);
    }

    [Theory]
    [InlineData("""{"quota":"sessions","factor":"2","when":{"schedule":{"after":"22:00"}}}""", "factor")]
    [InlineData("""{"quota":"sessions","amount":7,"when":{"load":3}}""", "when.load")]
    public async Task A_part_of_a_rule_that_cannot_be_read_is_not_told_as_missing_too(string body, string field)
    {
        using var client = app.Operator;
        using var response = await client.PutAsync($"/tenants/{await app.CreateTenantAsync()}/quota-rules/night", body);
        await response.AssertInvalidAsync(field);
    }

    private async Task<(HttpClient Client, string Path)> PlaceAsync(bool ofUser)
    {
        var tenant = await app.CreateTenantAsync();
        if (!ofUser)
        {
            return (app.Operator, $"/tenants/{tenant}/quotas");
        }

        await app.CreateUserAsync(tenant, "ada");
        return (app.AdminOf(tenant), "/users/ada/quotas");
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path, string name, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> DeleteAsync(HttpClient client, string path, string ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.SendAsync(request);
    }

    private static async Task<string> TagAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return response.Headers.ETag!.ToString();
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        return await response.JsonAsync();
    }

    private static async Task<long> AgentsAsync(HttpClient client, string path) => (await JsonAsync(client, path)).GetProperty("quotas").GetProperty("agents").GetInt64();
}
