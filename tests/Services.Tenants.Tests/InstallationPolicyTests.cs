using System.Net;
using System.Net.Http.Json;

namespace Nanobot.Services.Tenants.Tests;

public sealed class InstallationPolicyTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    [Fact]
    public async Task What_the_installation_says_binds_every_tenant_and_is_told_in_nobodys_name()
    {
        var tenant = await app.CreateTenantAsync();
        using var operators = app.Operator;
        using var put = await operators.PutAsync("/policies/no-shell", PolicyHttp.Json("no-shell", "deny", 5000, resource: "tool:shell"));
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        using var admin = app.AdminOf(tenant);
        using var own = await admin.PutAsync($"/tenants/{tenant}/policies/shell", PolicyHttp.Json("shell", priority: 1000, resource: "tool:shell"));
        own.EnsureSuccessStatusCode();

        using var response = await admin.PostAsJsonAsync($"/tenants/{tenant}/policies/explain", new { resource = "tool:shell" });
        var decision = (await response.JsonAsync()).GetProperty("decision");
        Assert.Equal((false, "no-shell", "installation"), (decision.GetProperty("allowed").GetBoolean(), decision.Text("matched_policy"), decision.Text("matched_scope")));

        var told = (await app.EventsAsync("*", "tenant.policies_changed.v1"))[^1];
        Assert.Equal(System.Text.Json.JsonValueKind.Null, told.GetProperty("data").GetProperty("tenant_id").ValueKind);
        Assert.Equal((await app.SourcesAsync(tenant)).Installation.Version, told.GetProperty("data").GetProperty("version").GetInt64());

        using var tried = await operators.PostTextAsync("/policies/simulate", $$"""{"policies":[],"requests":[{"resource":"tool:shell","tenant_id":"{{tenant}}"}]}""");
        Assert.Equal(1, (await tried.JsonAsync()).GetProperty("changed").GetInt32());
        using var explained = await operators.PostAsJsonAsync("/policies/explain", new { resource = "tool:shell", tenant_id = tenant });
        Assert.Equal("no-shell", (await explained.JsonAsync()).GetProperty("decision").Text("matched_policy"));
        using var unknown = await operators.PostAsJsonAsync("/policies/explain", new { resource = "tool:shell", tenant_id = "no-such-tenant" });
        await unknown.AssertInvalidAsync("tenant_id");

        using var removed = await operators.DeleteAsync("/policies/no-shell");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Theory]
    [InlineData(1000, 1001, "/tenants/{0}/policies")]
    [InlineData(10_000, 10_001, "/policies")]
    public async Task A_priority_lies_within_the_bounds_of_its_set(int most, int more, string path)
    {
        path = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, await app.CreateTenantAsync());
        using var operators = app.Operator;
        foreach (var (priority, accepted) in new[] { (most, true), (-most, true), (more, false), (-more, false) })
        {
            using var response = await operators.PutAsync($"{path}/bounds", PolicyHttp.Json("bounds", "allow", priority, "user:nobody-at-all"));
            if (accepted)
            {
                Assert.True(response.IsSuccessStatusCode, response.StatusCode.ToString());
            }
            else
            {
                await response.AssertInvalidAsync("priority");
            }
        }

        using var removed = await operators.DeleteAsync($"{path}/bounds");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }
}
