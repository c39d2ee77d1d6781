using System.Net;
using System.Net.Http.Json;
using Nanobot.Platform.Policies;
using Nanobot.Testing;

namespace Nanobot.Services.Tenants.Tests;

public sealed class PolicyTests(TenantsFactory app) : IClassFixture<TenantsFactory>
{
    private const string Topic = "tenant.policies_changed.v1";

    [Fact]
    public async Task A_policy_is_created_read_replaced_and_removed_and_each_change_is_told_once_with_the_sets_version()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        var path = $"/tenants/{tenant}/policies";

        using var created = await admin.PostTextAsync(path, PolicyHttp.Json("no-web", "deny", 10, "role:user", "tool:web_*", "execute",
            ""","conditions":{"time":{"after":"22:00","before":"06:00","weekdays":[5],"time_zone":"Europe/Berlin"}},"tags":["night"],"metadata":{"ticket":7}"""));
        var shown = await created.JsonAsync();
        Assert.Equal((HttpStatusCode.Created, $"{path}/no-web", "\"1\""), (created.StatusCode, created.Headers.Location!.OriginalString, created.Headers.ETag!.ToString()));
        Assert.Equal(("enforce", true, 7, "22:00"), (shown.Text("mode"), shown.GetProperty("enabled").GetBoolean(), shown.GetProperty("metadata").GetProperty("ticket").GetInt32(),
            shown.GetProperty("conditions").GetProperty("time").Text("after")));

        using var replaced = await admin.PutAsync($"{path}/no-web", PolicyHttp.Json("no-web", "deny", 11, resource: "tool:*"), ifMatch: "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (replaced.StatusCode, replaced.Headers.ETag!.ToString()));
        using var same = await admin.PutAsync($"{path}/no-web", PolicyHttp.Json("no-web", "deny", 11, resource: "tool:*"));
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (same.StatusCode, same.Headers.ETag!.ToString()));
        Assert.Equal(11, (await admin.GetFromJsonAsync<System.Text.Json.JsonElement>($"{path}/no-web")).GetProperty("priority").GetInt32());

        using var removed = await admin.DeleteAsync($"{path}/no-web");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var again = await admin.DeleteAsync($"{path}/no-web");
        await again.AssertRefusedAsync(HttpStatusCode.NotFound, "POLICY_NOT_FOUND");
        using var anew = await admin.PutAsync($"{path}/no-web", PolicyHttp.Json("no-web"));
        // What had the name before has never this tag again.
        Assert.Equal((HttpStatusCode.Created, "\"4\""), (anew.StatusCode, anew.Headers.ETag!.ToString()));

        var told = await app.EventsAsync(tenant, Topic);
        Assert.Equal([1L, 2, 3, 4], told.Select(static one => one.GetProperty("data").GetProperty("version").GetInt64()));
        Assert.All(told, one => Assert.Equal((tenant, tenant), (one.Text("tenantid"), one.GetProperty("data").Text("tenant_id"))));
    }

    [Fact]
    public async Task Conditions_of_a_request_are_honoured()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        var path = $"/tenants/{tenant}/policies/one";

        using var none = await admin.PutAsync(path, PolicyHttp.Json("one"), ifMatch: "*");
        await none.AssertRefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        using var first = await admin.PutAsync(path, PolicyHttp.Json("one"), ifNoneMatch: "*");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        using var second = await admin.PutAsync(path, PolicyHttp.Json("one", "deny"), ifNoneMatch: "*");
        await second.AssertRefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        using var stale = await admin.PutAsync(path, PolicyHttp.Json("one", "deny"), ifMatch: "\"7\"");
        await stale.AssertRefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");
        using var known = new HttpRequestMessage(HttpMethod.Get, path);
        known.Headers.TryAddWithoutValidation("If-None-Match", "\"1\"");
        using var unchanged = await admin.SendAsync(known);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        using var removal = new HttpRequestMessage(HttpMethod.Delete, path);
        removal.Headers.TryAddWithoutValidation("If-Match", "\"2\"");
        using var stays = await admin.SendAsync(removal);
        await stays.AssertRefusedAsync(HttpStatusCode.PreconditionFailed, "PRECONDITION_FAILED");

        Assert.Equal("allow", Assert.Single((await app.SourcesAsync(tenant)).Tenant.Policies).Effect);
        Assert.Single(await app.EventsAsync(tenant, Topic));
    }

    [Fact]
    public async Task A_policy_that_is_there_is_not_created_again()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        using var first = await admin.PostTextAsync($"/tenants/{tenant}/policies", PolicyHttp.Json("one"));
        using var second = await admin.PostTextAsync($"/tenants/{tenant}/policies", PolicyHttp.Json("one", "deny"));

        await second.AssertRefusedAsync(HttpStatusCode.Conflict, "POLICY_EXISTS");
        Assert.Equal((1L, "allow"), ((await app.SourcesAsync(tenant)).Tenant.Version, Assert.Single((await app.SourcesAsync(tenant)).Tenant.Policies).Effect));
    }

    [Fact]
    public async Task Changes_at_the_same_time_follow_each_other()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => admin.PutAsync($"/tenants/{tenant}/policies/p{i % 4}", PolicyHttp.Json($"p{i % 4}", priority: i))));

        Assert.All(answers, static answer => Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString()));
        Assert.Equal(4, answers.Count(static answer => answer.StatusCode == HttpStatusCode.Created));
        var sources = await app.SourcesAsync(tenant);
        Assert.Equal((16L, 4), (sources.Tenant.Version, sources.Tenant.Policies.Count));
        Assert.Equal(Enumerable.Range(1, 16).Select(static version => (long)version), (await app.EventsAsync(tenant, Topic)).Select(static one => one.GetProperty("data").GetProperty("version").GetInt64()));
    }

    [Fact]
    public async Task The_sets_of_the_gateway_compile_to_what_an_explanation_says()
    {
        var tenant = await app.CreateTenantAsync("Asia/Kolkata");
        using var admin = app.AdminOf(tenant);
        using var put = await admin.PutAsync($"/tenants/{tenant}/policies/afternoon", PolicyHttp.Json("afternoon", "deny", more: ""","conditions":{"time":{"after":"17:00","before":"18:00"}},"description":"for people" """));
        put.EnsureSuccessStatusCode();
        var sources = await app.SourcesAsync(tenant);
        Assert.Equal(("Asia/Kolkata", null, $"{sources.Installation.Version}.1"), (sources.TimeZone, sources.Tenant.Policies[0].Description, sources.Version));
        var set = PolicySet.Compile([], sources.Tenant.Policies);
        foreach (var (at, allowed) in new[] { ("2026-03-04T12:00:00Z", false), ("2026-03-04T13:00:00Z", true) })
        {
            using var response = await admin.PostAsJsonAsync($"/tenants/{tenant}/policies/explain", new { resource = "method:chat.send", user_id = "ada", at });
            var decision = (await response.JsonAsync()).GetProperty("decision");
            Assert.Equal((allowed, allowed ? "default-user" : "afternoon", allowed ? "default" : "tenant"), (decision.GetProperty("allowed").GetBoolean(), decision.Text("matched_policy"), decision.Text("matched_scope")));
            Assert.Equal(allowed, set.Decide(new("user", "method:chat.send", "execute", DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)) { TenantId = tenant, UserId = "ada", Zone = TimeZoneInfo.FindSystemTimeZoneById(sources.TimeZone) }).Allowed);
        }
    }

    [Fact]
    public async Task An_explanation_names_every_policy_and_the_conditions_that_failed()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        foreach (var (name, body) in new[]
        {
            ("office", PolicyHttp.Json("office", "deny", 5, more: ""","conditions":{"ip":{"not_in_cidrs":["10.0.0.0/8"]}}""")),
            ("later", PolicyHttp.Json("later", "deny", 4, "user:ada", more: ""","mode":"shadow" """)),
        })
        {
            using var put = await admin.PutAsync($"/tenants/{tenant}/policies/{name}", body);
            put.EnsureSuccessStatusCode();
        }

        using var response = await admin.PostAsJsonAsync($"/tenants/{tenant}/policies/explain", new { tenant_id = tenant, resource = "tool:web_fetch", user_id = "ada", ip = "::ffff:10.1.2.3" });
        var explained = await response.JsonAsync();

        Assert.Equal((true, "later", "deny"), (explained.GetProperty("decision").GetProperty("allowed").GetBoolean(), explained.GetProperty("decision").GetProperty("shadow").Text("policy"), explained.GetProperty("decision").GetProperty("shadow").Text("effect")));
        var own = explained.GetProperty("policies").EnumerateArray().Where(static one => one.Text("scope") == "tenant").ToList();
        Assert.Equal([("office", "conditions.ip"), ("later", "")], own.Select(static one => (one.Text("name"), string.Join(' ', one.GetProperty("failed").EnumerateArray()))));
    }

    [Fact]
    public async Task A_simulation_says_what_would_change_and_stores_nothing()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        using var response = await admin.PostTextAsync($"/tenants/{tenant}/policies/simulate",
            $$$"""{"policies":[{{{PolicyHttp.Json("no-web", "deny", resource: "tool:web_*")}}}],"requests":[{"resource":"tool:web_fetch"},{"resource":"tool:clock","role":"tenant_admin"}]}""");
        var simulated = await response.JsonAsync();

        Assert.Equal(1, simulated.GetProperty("changed").GetInt32());
        Assert.Equal([(true, false, true), (true, true, false)], simulated.GetProperty("results").EnumerateArray().Select(static one =>
            (one.GetProperty("current").GetProperty("allowed").GetBoolean(), one.GetProperty("proposed").GetProperty("allowed").GetBoolean(), one.GetProperty("changed").GetBoolean())));
        Assert.Empty((await app.SourcesAsync(tenant)).Tenant.Policies);
    }

    [Fact]
    public async Task A_policy_that_cannot_be_read_is_left_out_of_the_list_and_leaves_the_gateway_without_a_set()
    {
        var tenant = await app.CreateTenantAsync();
        using var admin = app.AdminOf(tenant);
        foreach (var name in new[] { "a", "b" })
        {
            using var put = await admin.PutAsync($"/tenants/{tenant}/policies/{name}", PolicyHttp.Json(name, "deny", resource: "tool:*"));
            put.EnsureSuccessStatusCode();
        }

        await Nanobot.Testing.Stores.OwnersHand.ExecuteAsync(app.DatabaseOwner, "update policies set document = '{' where tenant_id = $1 and name = 'a'", tenant);

        Assert.Equal(["b"], (await admin.AllAsync($"/tenants/{tenant}/policies")).Select(static one => one.Text("name")));
        using var alone = await admin.GetAsync($"/tenants/{tenant}/policies/a");
        await alone.AssertRefusedAsync(HttpStatusCode.InternalServerError, "STORED_DATA_UNREADABLE");
        using var gateway = app.Gateway;
        using var sources = await gateway.GetAsync($"/internal/tenants/{tenant}/policies");
        await sources.AssertRefusedAsync(HttpStatusCode.InternalServerError, "STORED_DATA_UNREADABLE");
    }
}
