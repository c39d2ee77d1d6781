using System.Net;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Nanobot.Services.Tenants.Tests;

public sealed class PolicyIsolationTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    public static TheoryData<string, string> Routes => new()
    {
        { "GET", "" }, { "POST", "" }, { "GET", "/one" }, { "PUT", "/one" }, { "DELETE", "/one" }, { "POST", "/explain" }, { "POST", "/simulate" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Another_tenants_policies_are_answered_like_those_of_a_tenant_that_is_not_there(string method, string rest)
    {
        var (mine, other, deleted) = (await app.CreateTenantAsync(), await app.CreateTenantAsync(), await app.CreateTenantAsync());
        using var operators = app.Operator;
        using var put = await operators.PutAsync($"/tenants/{other}/policies/one", PolicyHttp.Json("one"));
        put.EnsureSuccessStatusCode();
        using var gone = await operators.DeleteAsync($"/tenants/{deleted}");
        gone.EnsureSuccessStatusCode();
        var answers = new List<string>();
        foreach (var (client, tenant) in new[] { (app.AdminOf(mine), other), (app.AdminOf(mine), "no-such-tenant"), (app.AdminOf(mine), "NO%20ID"), (app.AdminOf(mine), "*"), (app.Operator, "no-such-tenant"), (app.Operator, deleted), (app.AdminOf(deleted), deleted) })
        {
            // Whatever the body is, it is not looked at.
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/tenants/{tenant}/policies{rest}") { Content = method is "GET" or "DELETE" ? null : Http.Body(PolicyBodyOf(rest)) };
            using var response = await client.SendAsync(request);
            var problem = await response.AssertRefusedAsync(HttpStatusCode.NotFound, "TENANT_NOT_FOUND");
            answers.Add(string.Join(' ', problem.EnumerateObject().Where(static member => member.Name != "traceId").Select(static member => member.ToString())));
        }

        Assert.Single(answers.Distinct());
        Assert.Single((await app.SourcesAsync(other)).Tenant.Policies);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Users_reach_no_policies_and_administrators_none_of_the_installations(string method, string rest)
    {
        var tenant = await app.CreateTenantAsync();
        foreach (var (client, path) in new[]
        {
            (app.UserOf(tenant, "ada"), $"/tenants/{tenant}/policies"), (app.Gateway, $"/tenants/{tenant}/policies"),
            (app.UserOf(tenant, "ada"), "/policies"), (app.AdminOf(tenant), "/policies"), (app.Gateway, "/policies"),
        })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path + rest) { Content = method is "GET" or "DELETE" ? null : Http.Body(PolicyBodyOf(rest)) };
            using var response = await client.SendAsync(request);
            await response.AssertRefusedAsync(HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        }
    }

    [Fact]
    public async Task The_tenants_login_sees_its_own_policies_and_neither_anothers_nor_the_installations()
    {
        var (mine, other) = (await app.CreateTenantAsync(), await app.CreateTenantAsync());
        using var operators = app.Operator;
        foreach (var path in new[] { $"/tenants/{mine}/policies", $"/tenants/{other}/policies", "/policies" })
        {
            using var put = await operators.PutAsync($"{path}/walled", PolicyHttp.Json("walled", "deny", principal: "user:nobody-at-all"));
            Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        }

        var db = app.Services.GetRequiredService<TenantDb>();
        var context = TenantsFactory.Context(mine, null, TenantRole.TenantAdmin);
        Assert.Equal([mine], await db.QueryAsync(context, new Sql("select owner from policies"), static row => row.GetString(0), default));
        Assert.Equal([mine], await db.QueryAsync(context, new Sql("select owner from policy_sets"), static row => row.GetString(0), default));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.ExecuteAsync(context, new Sql("insert into policy_sets (tenant_id, version) values (null, 9)"), default));
    }

    private static string PolicyBodyOf(string rest) => rest switch
    {
        "/explain" => """{"resource":"tool:x"}""",
        "/simulate" => """{"policies":[],"requests":[{"resource":"tool:x"}]}""",
        _ => PolicyHttp.Json("one", "deny"),
    };
}
