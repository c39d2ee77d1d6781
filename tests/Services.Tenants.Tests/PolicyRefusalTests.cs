using System.Net;
using System.Net.Http.Json;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Tenants.Tests;

public sealed class PolicyRefusalTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once_by_its_path_and_nothing_is_stored()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        using var response = await admin.PostTextAsync($"/tenants/{tenant}/policies", """
            {"name":"a b","effect":"permit","priority":2000,"principals":[],"resources":["chat"],"actions":[""],"mode":"dry",
             "conditions":{"time":{"after":"25:00","time_zone":"Mars/Base","weekdays":[0]},"ip":{"in_cidrs":["10.0.0.0/8","10.0.0.1/8"],"allowed_ips":["10.0.0"]},"attributes":[{"key":"tier","operator":"like","value":1}]}}
            """);

        await response.AssertInvalidAsync("name", "effect", "priority", "principals", "resources[0]", "actions[0]", "mode", "conditions.time.after", "conditions.time.time_zone", "conditions.time.weekdays",
            "conditions.ip.in_cidrs[1]", "conditions.ip.allowed_ips[0]", "conditions.attributes[0].operator");
        Assert.Equal((0L, 0), ((await app.SourcesAsync(tenant)).Tenant.Version, (await app.SourcesAsync(tenant)).Tenant.Policies.Count));
        Assert.Empty(await app.EventsAsync(tenant, "tenant.policies_changed.v1"));
    }

    [Theory]
    [InlineData(""","conditions":{"ip":{"in_cidrs":"10.0.0.0/8"}}""", "conditions.ip.in_cidrs")]
    [InlineData(""","conditions":{"geo":"DE"}""", "conditions.geo")]
    [InlineData(""","priority":99999999999""", "priority")]
    [InlineData(""","priority":1.5""", "priority")]
    [InlineData(""","enabled":"yes" """, "enabled")]
    [InlineData(""","metadata":[]""", "metadata")]
    [InlineData(""","conditions":{"attributes":[null]}""", "conditions.attributes[0].key")]
    [InlineData(""","tags":[null]""", "tags[0]")]
    [InlineData(""","metadata":{"a":"\u0000"}""", "metadata")]
    public async Task A_member_of_a_wrong_kind_is_named_by_its_path(string member, string field)
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        using var response = await admin.PostTextAsync($"/tenants/{tenant}/policies",
            $$"""{"name":"p","effect":"deny","principals":["*"],"resources":["*"],"actions":["*"]{{member}}}""");

        var problem = await response.AssertRefusedAsync(HttpStatusCode.BadRequest, "VALIDATION_FAILED");
        Assert.Contains(problem.GetProperty("errors").EnumerateObject(), error => error.Name == field);
    }

    [Fact]
    public async Task A_name_in_a_body_is_that_of_its_path()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        using var other = await admin.PutAsync($"/tenants/{tenant}/policies/one", PolicyHttp.Json("two"));
        await other.AssertInvalidAsync("name");
        using var none = await admin.PutAsync($"/tenants/{tenant}/policies/one", """{"effect":"deny","principals":["*"],"resources":["tool:*"],"actions":["*"]}""");
        Assert.Equal(HttpStatusCode.Created, none.StatusCode);
        using var reserved = await admin.PutAsync($"/tenants/{tenant}/policies/explain", PolicyHttp.Json("explain"));
        Assert.Equal(HttpStatusCode.BadRequest, reserved.StatusCode);
    }

    [Fact]
    public async Task A_set_has_its_bounds_and_a_policy_beyond_them_changes_nothing()
    {
        var tenant = await app.CreateTenantAsync();
        await OwnersHand.ExecuteAsync(app.DatabaseOwner, $$"""
            insert into policies (tenant_id, name, document, combinations, revision, created_at, updated_at)
            select $1, 'p' || i, replace('{{PolicyHttp.Json("NAME", "deny", principal: "user:x")}}', 'NAME', 'p' || i), 1, 1, now(), now() from generate_series(1, 999) i
            """, tenant);
        using var admin = app.AdminOf(tenant);
        using var last = await admin.PutAsync($"/tenants/{tenant}/policies/last", PolicyHttp.Json("last", "deny", principal: "user:x"));
        Assert.Equal(HttpStatusCode.Created, last.StatusCode);
        using var beyond = await admin.PutAsync($"/tenants/{tenant}/policies/beyond", PolicyHttp.Json("beyond"));
        await beyond.AssertRefusedAsync(HttpStatusCode.Conflict, "POLICY_LIMIT");
        using var replaced = await admin.PutAsync($"/tenants/{tenant}/policies/p1", PolicyHttp.Json("p1"));
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);

        await OwnersHand.ExecuteAsync(app.DatabaseOwner, "update policies set combinations = 100000 where tenant_id = $1 and name = 'p2'", tenant);
        using var large = await admin.PutAsync($"/tenants/{tenant}/policies/p3", PolicyHttp.Json("p3"));
        await large.AssertRefusedAsync(HttpStatusCode.Conflict, "POLICY_LIMIT");
        Assert.Equal(1000, (await app.SourcesAsync(tenant)).Tenant.Policies.Count);
    }

    [Fact]
    public async Task Questions_and_simulations_are_checked_whole()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        using var question = await admin.PostTextAsync($"/tenants/{tenant}/policies/explain", """{"role":"root","ip":"10.0.0","at":"today","user_id":"?","attributes":{"a":[1]}}""");
        await question.AssertInvalidAsync("resource", "role", "ip", "at", "user_id", "attributes.a");
        using var foreign = await admin.PostAsJsonAsync($"/tenants/{tenant}/policies/explain", new { resource = "tool:x", tenant_id = "other" });
        await foreign.AssertInvalidAsync("tenant_id");
        using var simulation = await admin.PostTextAsync($"/tenants/{tenant}/policies/simulate", """{"policies":[{"name":"a","effect":"no","principals":["*"],"resources":["*"],"actions":["*"]},null],"requests":[{"resource":"tool:x"},{"resource":""}]}""");
        await simulation.AssertInvalidAsync("policies[0].effect", "policies[1]", "requests[1].resource");
        using var empty = await admin.PostTextAsync($"/tenants/{tenant}/policies/simulate", """{"policies":[],"requests":[]}""");
        await empty.AssertInvalidAsync("requests");
    }
}
