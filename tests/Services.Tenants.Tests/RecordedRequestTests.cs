using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Changes;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>Simulations against what was decided lately, and what modules ask of policies.</summary>
public sealed class RecordedRequestTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task A_proposed_set_is_tried_on_the_requests_that_were_decided_lately_and_on_no_other_tenants()
    {
        var (tenant, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        await RecordAsync(tenant, -60, """{"r":"user","x":"tool:web_fetch","a":"execute","u":"ada","i":"192.0.2.1"}""");
        await RecordAsync(tenant, -30, """{"r":"user","x":"tool:clock","a":"execute","u":"bob","k":"0011"}""");
        await RecordAsync(tenant, -10, "not what this version writes");
        await RecordAsync(other, -5, """{"r":"user","x":"tool:web_other","a":"execute","u":"eve"}""");
        using var admin = app.AdminOf(tenant);

        using var response = await admin.PostTextAsync($"/tenants/{tenant}/policies/simulate",
            $$$"""{"policies":[{{{PolicyHttp.Json("no-web", "deny", resource: "tool:web_*", more: ""","conditions":{"ip":{"in_cidrs":["192.0.2.0/24"]}}""")}}}],"recorded":true}""");

        var simulated = await response.JsonAsync();
        Assert.Equal(1, simulated.GetProperty("changed").GetInt32());
        Assert.Equal([("tool:clock", "bob", false), ("tool:web_fetch", "ada", true)], simulated.GetProperty("results").EnumerateArray().Select(static one =>
            (one.Text("resource"), one.GetProperty("request").Text("user_id"), one.GetProperty("changed").GetBoolean())));
        Assert.Equal("192.0.2.1", simulated.GetProperty("results")[1].GetProperty("request").Text("ip"));
    }

    [Fact]
    public async Task An_operator_tries_the_installations_set_on_a_tenants_recorded_requests()
    {
        var tenant = await app.CreateTenantAsync();
        await RecordAsync(tenant, -60, """{"r":"user","x":"model:large","a":"execute","u":"ada"}""");
        using var client = app.Operator;

        using var response = await client.PostTextAsync("/policies/simulate",
            $$$"""{"policies":[{{{PolicyHttp.Json("no-large", "deny", resource: "model:large")}}}],"recorded":true,"tenant_id":"{{{tenant}}}"}""");

        Assert.Equal(1, (await response.JsonAsync()).GetProperty("changed").GetInt32());
    }

    [Theory]
    [InlineData("""{"policies":[],"recorded":true,"requests":[{"resource":"tool:x"}]}""", "requests")]
    [InlineData("""{"policies":[]}""", "requests")]
    [InlineData("""{"policies":[],"tenant_id":"acme","requests":[{"resource":"tool:x"}]}""", "tenant_id")]
    [InlineData("""{"policies":[],"recorded":true,"tenant_id":"another"}""", "tenant_id")]
    [InlineData("""{"policies":[],"recorded":true,"tenant_id":"NOT A TENANT"}""", "tenant_id")]
    public async Task A_simulation_that_says_two_things_or_nothing_is_refused_by_the_member(string body, string member)
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);

        using var response = await admin.PostTextAsync($"/tenants/{tenant}/policies/simulate", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True((await response.JsonAsync()).GetProperty("errors").TryGetProperty(member, out _));
    }

    [Fact]
    public async Task A_module_reads_the_policies_of_the_tenant_in_whose_name_it_asks_and_of_no_other()
    {
        var (tenant, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        foreach (var one in new[] { tenant, other })
        {
            using var admin = app.AdminOf(one);
            using var put = await admin.PutAsync($"/tenants/{one}/policies/of-{one}", PolicyHttp.Json($"of-{one}", "deny", resource: "tool:*"));
            put.EnsureSuccessStatusCode();
        }

        using var asked = await AsModuleAsync("/internal/rights/policies", TestContexts.User("ada", tenant));
        var sources = (await asked.Content.ReadFromJsonAsync<PolicySources>(Json.Wire))!;

        Assert.Equal((tenant, $"of-{tenant}"), (sources.TenantId, Assert.Single(sources.Tenant.Policies).Name));
    }

    [Fact]
    public async Task A_module_learns_that_something_has_changed_and_of_no_tenant_which()
    {
        var tenant = await app.CreateTenantAsync();
        var context = TestContexts.User("ada", tenant);
        var first = await ChangesAsync("/internal/rights/changes", context);
        var second = await ChangesAsync($"/internal/rights/changes?since={first.Version}", context);
        await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        using var put = await admin.PutAsync($"/tenants/{tenant}/policies/one", PolicyHttp.Json("one"));
        put.EnsureSuccessStatusCode();

        var third = await ChangesAsync($"/internal/rights/changes?since={first.Version}", context);

        Assert.True(first.IsWhole);
        Assert.False(third.IsWhole);
        Assert.True(third.Version > first.Version && second.Version >= first.Version);
        Assert.Empty(third.Tenants);
    }

    [Theory]
    [InlineData("/internal/rights/policies")]
    [InlineData("/internal/rights/changes")]
    [InlineData("/internal/rights/attributes")]
    public async Task What_the_gateway_lets_in_is_no_module(string path)
    {
        using var user = app.UserOf(await app.CreateTenantAsync(), "ada");
        using var response = await user.GetAsync(path);

        await response.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
    }

    private async Task<ChangesSince> ChangesAsync(string path, TenantContext context)
    {
        using var response = await AsModuleAsync(path, context);
        return (await response.Content.ReadFromJsonAsync<ChangesSince>(Json.Wire))!;
    }

    private async Task<HttpResponseMessage> AsModuleAsync(string path, TenantContext context)
    {
        using var client = app.CreateDefaultClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        TenantContextHeaders.Write(request.Headers, context, TestContexts.Codec(module: "chat"));
        var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    private Task RecordAsync(string tenant, int seconds, string request) => app.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase()
        .SortedSetAddAsync($"nanobot:decided:{tenant}", request, DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeMilliseconds());
}
