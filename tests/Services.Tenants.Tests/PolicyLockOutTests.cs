using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

/// <summary>A tenant's own set always leaves an administrator who can work with it.</summary>
public sealed class PolicyLockOutTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    public static TheoryData<string, string, string, string> Locking => new()
    {
        { "*", "*", "", "tenants.policies.list" },
        { "role:tenant_admin", "method:tenants.policies.*", "", "tenants.policies.list" },
        { "role:*", "method:*", "", "tenants.policies.list" },
        { "*", "method:*.explain", "", "tenants.policies.explain" },
        { "*", "method:tenants.policies.*e", "", "tenants.policies.update" },
        { "tenant:*", "*", ""","conditions":{"time":{"weekdays":[1,2,3,4,5,6,7]}}""", "tenants.policies.list" },
        { "*", "*", ""","conditions":{"attributes":[{"key":"tenant.tier","operator":"eq","value":"basic"}]}""", "tenants.policies.list" },
        { "*", "*", ""","conditions":{"ip":{"in_cidrs":["0.0.0.0/0","::/0"]}}""", "tenants.policies.list" },
    };

    public static TheoryData<string, string, string> Harmless => new()
    {
        { "role:user", "*", "" },
        { "*", "tool:*", "" },
        { "*", "method:tenants.policies.delete", "" },
        { "*", "method:tenants.policies.simulate", "" },
        { "user:somebody", "*", "" },
        { "*", "*", ""","enabled":false""" },
        { "*", "*", ""","mode":"shadow" """ },
        { "*", "*", ""","conditions":{"time":{"after":"22:00","before":"06:00"}}""" },
        { "*", "*", ""","conditions":{"ip":{"not_in_cidrs":["10.0.0.0/8"]}}""" },
        { "*", "*", ""","conditions":{"attributes":[{"key":"tenant.tier","operator":"eq","value":"free"}]}""" },
    };

    [Theory]
    [MemberData(nameof(Locking))]
    public async Task A_policy_that_would_deny_every_administrator_the_policies_is_refused_whoever_writes_it(string principal, string resource, string more, string operation)
    {
        var tenant = await app.CreateTenantAsync();
        foreach (var client in new[] { app.AdminOf(tenant), app.Operator })
        {
            using var posted = await client.PostTextAsync($"/tenants/{tenant}/policies", PolicyHttp.Json("out", "deny", 1000, principal, resource, more: more));
            using var put = await client.PutAsync($"/tenants/{tenant}/policies/out", PolicyHttp.Json("out", "deny", -1000, principal, resource, more: more));

            foreach (var response in new[] { posted, put })
            {
                var problem = await response.AssertRefusedAsync(HttpStatusCode.Conflict, "POLICY_LOCKS_OUT");
                Assert.Equal(("out", operation), (problem.Text("policy"), problem.Text("operation")));
                Assert.Contains("policy out", problem.Text("detail"), StringComparison.Ordinal);
            }
        }

        Assert.Equal(0, (await app.SourcesAsync(tenant)).Tenant.Version);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task What_leaves_an_administrator_some_way_in_is_taken(string principal, string resource, string more)
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        using var response = await admin.PostTextAsync($"/tenants/{tenant}/policies", PolicyHttp.Json("fine", "deny", 1000, principal, resource, more: more));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    [Fact]
    public async Task A_policy_that_keeps_an_administrator_in_can_neither_go_nor_lose_its_effect_while_a_denial_stands_below_it()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        var path = $"/tenants/{tenant}/policies";
        using var keep = await admin.PostTextAsync(path, PolicyHttp.Json("keep", priority: 1, principal: "role:tenant_admin", resource: "method:tenants.policies.*"));
        using var all = await admin.PostTextAsync(path, PolicyHttp.Json("all", "deny"));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (keep.StatusCode, all.StatusCode));

        using var gone = await admin.DeleteAsync($"{path}/keep");
        using var off = await admin.PutAsync($"{path}/keep", PolicyHttp.Json("keep", priority: 1, principal: "role:tenant_admin", resource: "method:tenants.policies.*", more: ""","enabled":false"""));

        foreach (var response in new[] { gone, off })
        {
            Assert.Equal("all", (await response.AssertRefusedAsync(HttpStatusCode.Conflict, "POLICY_LOCKS_OUT")).Text("policy"));
        }

        using var first = await admin.DeleteAsync($"{path}/all");
        using var then = await admin.DeleteAsync($"{path}/keep");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (first.StatusCode, then.StatusCode));
    }

    [Fact]
    public async Task The_only_key_of_an_administrator_is_not_denied_what_another_one_may_be()
    {
        var tenant = await app.CreateTenantAsync();
        using var operators = app.Operator;
        var first = await IssueAsync(operators, tenant, """{"role":"tenant_admin"}""");
        var denial = PolicyHttp.Json("not-that-one", "deny", 5, $"key:{first}");

        using var refused = await operators.PostTextAsync($"/tenants/{tenant}/policies", denial);
        await refused.AssertRefusedAsync(HttpStatusCode.Conflict, "POLICY_LOCKS_OUT");
        // One that reaches nothing of policies is no help, one that does is.
        await IssueAsync(operators, tenant, """{"role":"tenant_admin","scopes":["users.*"]}""");
        using var still = await operators.PostTextAsync($"/tenants/{tenant}/policies", denial);
        await still.AssertRefusedAsync(HttpStatusCode.Conflict, "POLICY_LOCKS_OUT");
        await IssueAsync(operators, tenant, """{"role":"tenant_admin","scopes":["tenants.policies.*"]}""");
        using var taken = await operators.PostTextAsync($"/tenants/{tenant}/policies", denial);
        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
    }

    [Fact]
    public async Task Whom_a_higher_policy_lets_in_by_an_attribute_is_not_locked_out()
    {
        var tenant = await app.CreateTenantAsync();
        await app.CreateUserAsync(tenant, "boss");
        using var operators = app.Operator;
        using var admin = app.ClientFor(TestContexts.Of(tenant, "boss", TenantRole.TenantAdmin, "basic", 1));
        await IssueAsync(operators, tenant, """{"role":"tenant_admin","user_id":"boss"}""");
        using var allow = await admin.PostTextAsync($"/tenants/{tenant}/policies", PolicyHttp.Json("chiefs", priority: 1, more: ""","conditions":{"attributes":[{"key":"user.level","operator":"gte","value":3}]}"""));
        var denial = PolicyHttp.Json("all", "deny");

        using var refused = await admin.PostTextAsync($"/tenants/{tenant}/policies", denial);
        using var put = await admin.PutAsync("/users/boss/attributes", """{"attributes":{"level":3}}""");
        using var taken = await admin.PostTextAsync($"/tenants/{tenant}/policies", denial);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.Created), (allow.StatusCode, refused.StatusCode, put.StatusCode, taken.StatusCode));
    }

    private static async Task<string> IssueAsync(HttpClient client, string tenant, string body)
    {
        using var issued = await client.PostTextAsync($"/tenants/{tenant}/keys", body);
        Assert.Equal(HttpStatusCode.Created, issued.StatusCode);
        return (await issued.Content.ReadFromJsonAsync<JsonElement>()).Text("key_id");
    }
}
