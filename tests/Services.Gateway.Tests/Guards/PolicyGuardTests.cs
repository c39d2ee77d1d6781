using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Rights.Recorded;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Guards;

public sealed class PolicyGuardTests : IAsyncLifetime
{
    private Suite _suite = null!;

    public async Task InitializeAsync() => _suite = await Suite.StartAsync();

    public async Task DisposeAsync() => await _suite.DisposeAsync();

    [Fact]
    public async Task What_a_policy_denies_is_refused_by_name_and_reaches_no_module()
    {
        var (tenant, key) = TenantWith(Deny("no-reports", "method:*report*"));
        var seen = _suite["reports"].Seen.Count;

        using var refused = await _suite.GetAsync("/reports", key);
        using var answered = await _suite.GetAsync("/sessions", key);

        var problem = await Problem.AssertAsync(refused, HttpStatusCode.Forbidden, "POLICY_DENIED");
        Assert.Equal(("policy", "method:reports.list", "no-reports"), (problem.GetProperty("guard").GetString(), problem.GetProperty("resource").GetString(), problem.GetProperty("matched_policy").GetString()));
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.Equal(seen, _suite["reports"].Seen.Count);
        Assert.NotEqual("", tenant);
    }

    [Fact]
    public async Task A_policy_binds_the_principals_that_it_names_and_no_other_tenant()
    {
        var (tenant, ada) = TenantWith(Deny("not-ada", "method:*") with { Principals = ["user:ada"] });
        var bob = _suite.Tenants.AddKey(TenantRole.User, tenant, "bob");
        var (_, others) = TenantWith();

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/sessions", ada));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync("/sessions", bob), await StatusAsync("/sessions", others)));
    }

    [Fact]
    public async Task Conditions_see_where_a_call_comes_from()
    {
        var (_, key) = TenantWith(Deny("from-here", "method:sessions.list") with { Conditions = new PolicyConditions { Ip = new IpCondition { InCidrs = ["127.0.0.0/8"] } } });

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/sessions", key));
        using var elsewhere = _suite.ClientFrom(IPAddress.Parse("127.0.0.9"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sessions");
        request.Headers.Add("X-API-Key", key);
        using var response = await elsewhere.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task The_installations_policies_bind_operators_and_every_tenant()
    {
        _suite.Tenants.Installation = new VersionedPolicies(1, [Deny("nobody-lists-tenants", "method:tenants.list") with { Principals = ["role:operator"] }, Deny("no-schedules", "method:schedule*")]);
        var (_, key) = TenantWith();
        var operators = _suite.Tenants.AddKey(TenantRole.Operator, null);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/tenants", operators));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/tenants/acme", operators));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (await StatusAsync("/schedule", key), await StatusAsync("/sessions", key)));
    }

    [Fact]
    public async Task Where_the_policies_are_not_known_or_cannot_be_compiled_nothing_is_let_through()
    {
        var (_, broken) = TenantWith(Deny("broken", "method:*") with { Effect = "perhaps" });

        using var refused = await _suite.GetAsync("/sessions", broken);

        await Problem.AssertAsync(refused, HttpStatusCode.ServiceUnavailable, "MODULE_UNAVAILABLE");
    }

    [Fact]
    public async Task What_is_refused_by_a_policy_costs_none_of_the_calls()
    {
        var tenant = _suite.Tenants.AddTenant(tier: "free");
        _suite.Tenants.Policies[tenant] = new VersionedPolicies(1, [Deny("no-sessions", "method:sessions.*")]);
        var key = _suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        for (var call = 0; call < 30; call++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/sessions", key));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/reports", key));
    }

    [Fact]
    public async Task What_was_decided_is_recorded_by_tenant_for_whoever_tries_a_change()
    {
        var (tenant, key) = TenantWith(Deny("no-reports", "method:reports.*"));
        var (other, _) = TenantWith();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.OK), (await StatusAsync("/sessions", key), await StatusAsync("/reports", key), await StatusAsync("/sessions", key)));

        var book = _suite.Services.GetRequiredService<RecordBook>();
        var recorded = await Eventually.GetAsync(() => book.ReadAsync(tenant, default), static requests => requests.Count >= 2);

        Assert.Equal(["method:reports.list", "method:sessions.list"], recorded.Select(static one => one.Request.Resource).Order(StringComparer.Ordinal));
        Assert.All(recorded, one => Assert.Equal(("user", "ada", TenantsStub.IdOf(key), "127.0.0.1"), (one.Request.Role, one.Request.UserId, one.Request.KeyId, one.Request.Ip)));
        Assert.Empty(await book.ReadAsync(other, default));
    }

    [Theory]
    [InlineData("user.level", "3", true)]
    [InlineData("user.level", "4", false)]
    [InlineData("key.use", "\"ci\"", true)]
    [InlineData("tenant.region", "\"eu\"", true)]
    [InlineData("tenant.tier", "\"professional\"", true)]
    [InlineData("tenant.status", "\"active\"", true)]
    [InlineData("tier", "\"professional\"", false)]
    [InlineData("operation", "\"sessions.list\"", true)]
    [InlineData("request.method", "\"GET\"", true)]
    [InlineData("request.door", "\"http\"", true)]
    [InlineData("request.content_length", "0", false)]
    [InlineData("work.origin", "\"request\"", true)]
    public async Task A_condition_on_attributes_sees_what_is_known_of_a_call_and_of_whoever_makes_it(string attribute, string value, bool holds)
    {
        var (tenant, key) = TenantWith(Deny("if", "method:sessions.list") with { Conditions = Attribute(attribute, value) });
        var (other, _) = TenantWith();
        _suite.Tenants.Attributes[(tenant, null, null)] = TenantsStub.Own("""{"region":"eu"}""");
        _suite.Tenants.Attributes[(tenant, "ada", null)] = TenantsStub.Own("""{"level":3}""");
        _suite.Tenants.Attributes[(tenant, null, TenantsStub.IdOf(key))] = TenantsStub.Own("""{"use":"ci"}""");
        _suite.Tenants.Attributes[(other, "ada", null)] = TenantsStub.Own("""{"level":4}""");

        Assert.Equal(holds ? HttpStatusCode.Forbidden : HttpStatusCode.OK, await StatusAsync("/sessions", key));
    }

    [Fact]
    public async Task Attributes_are_asked_for_once_and_only_where_a_policy_asks_for_them()
    {
        var (tenant, key) = TenantWith(Deny("if", "method:sessions.list") with { Conditions = Attribute("user.level", "3") });
        var (_, plain) = TenantWith(Deny("no-reports", "method:reports.*") with { Conditions = Attribute("tenant.tier", "\"free\"") });
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync("/sessions", key), await StatusAsync("/sessions", plain)));
        }

        Assert.Equal((tenant, "ada", null), Assert.Single(_suite.Tenants.AttributeLookups));
    }

    [Fact]
    public async Task Beside_a_previous_version_that_knows_no_attributes_none_satisfies_anything()
    {
        _suite.Tenants.KnowsAttributes = false;
        var (_, key) = TenantWith(Deny("if-not", "method:sessions.list") with { Conditions = Attribute("user.level", "3", "ne") },
            Deny("or-tier", "method:sessions.list") with { Conditions = Attribute("tenant.tier", "\"free\"", "ne") });

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/sessions", key));
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("sse", true)]
    public async Task A_stream_is_a_door_of_its_own(string door, bool streamed)
    {
        var (_, key) = TenantWith(Deny("not-here", "method:chat.send") with { Conditions = Attribute("request.door", $"\"{door}\"") });
        foreach (var accepts in new[] { false, true })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message = "hi" }) };
            request.Headers.Add("X-API-Key", key);
            request.Headers.Accept.ParseAdd(accepts ? "text/event-stream" : "application/json");
            using var client = _suite.ClientFrom(IPAddress.Loopback);
            using var response = await client.SendAsync(request);
            Assert.Equal(accepts == streamed, response.StatusCode == HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task What_a_policy_in_shadow_mode_would_have_decided_is_recorded_with_what_was()
    {
        var (tenant, key) = TenantWith(Deny("maybe", "method:sessions.*") with { Mode = "shadow" });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await StatusAsync("/sessions", key), await StatusAsync("/reports", key)));

        var book = _suite.Services.GetRequiredService<RecordBook>();
        var recorded = (await Eventually.GetAsync(() => book.ReadAsync(tenant, default), static requests => requests.Count >= 2)).ToDictionary(static one => one.Request.Resource, static one => one.Request);

        Assert.Equal(new RecordedDecision(true, "default-user", "default", "maybe", "tenant", false), recorded["method:sessions.list"].Decision);
        Assert.Equal(new RecordedDecision(true, "default-user", "default"), recorded["method:reports.list"].Decision);
        Assert.Equal(("http", "GET", "request"), (recorded["method:reports.list"].Door, recorded["method:reports.list"].Method, recorded["method:reports.list"].Origin));
    }

    private static PolicyConditions Attribute(string key, string value, string comparison = "eq") =>
        new(Attributes: [new(key, comparison, JsonSerializer.Deserialize<JsonElement>(value))]);

    private static Policy Deny(string name, string resource) => new()
    {
        Name = name,
        Effect = "deny",
        Priority = 10,
        Principals = ["*"],
        Resources = [resource],
        Actions = ["execute"],
    };

    private (string Tenant, string Key) TenantWith(params Policy[] policies)
    {
        var tenant = _suite.Tenants.AddTenant();
        _suite.Tenants.Policies[tenant] = new VersionedPolicies(1, policies);
        return (tenant, _suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string key)
    {
        using var response = await _suite.GetAsync(path, key);
        return response.StatusCode;
    }
}
