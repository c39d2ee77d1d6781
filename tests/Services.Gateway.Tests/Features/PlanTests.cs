using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Bus.Registry;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Plan;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Services.Gateway.Tests.Features;

public sealed class PlanTests
{
    private const string Root = "/api/super-agent/architecture";

    [Fact]
    public async Task An_operator_reads_how_the_modules_stand_and_what_was_measured()
    {
        await using var suite = await Suite.StartAsync();
        var key = suite.Tenants.AddKey(TenantRole.Operator, null);
        var registry = TestInstances.Registry(suite.Services.GetRequiredService<IConnectionMultiplexer>(), "reports");
        await registry.AnnounceAsync(TestInstances.Entry("reports", "reports-1", "http://127.0.0.1:5001"), TimeSpan.FromMinutes(1), isNew: true);
        await Eventually.TrueAsync(() => Task.FromResult(suite.Services.GetRequiredService<KnownInstances>().Of("reports").Count == 1));

        var plan = (await ReadAsync(suite, "multitenant-plan", key)).GetProperty("plan");
        var boundaries = (await ReadAsync(suite, "service-boundaries", key)).GetProperty("boundaries");
        var phases = (await ReadAsync(suite, "evolution-phases", key)).GetProperty("phases");
        var instances = await (await suite.GetAsync("/health/instances", key)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(["gateway", "tenants", "chat", "reports", "scheduler"], boundaries.EnumerateObject().Select(static one => one.Name));
        var reports = boundaries.GetProperty("reports");
        Assert.True(reports.GetProperty("ready").GetBoolean());
        Assert.Equal("database", reports.GetProperty("data_stores")[0].GetString());
        Assert.Contains("reports.create", reports.GetProperty("api_contracts").EnumerateArray().Select(static one => one.GetString()));
        Assert.False(boundaries.GetProperty("chat").GetProperty("ready").GetBoolean());
        Assert.Equal(["phase_0", "phase_1", "phase_2", "phase_3"], phases.EnumerateArray().Select(static one => one.GetProperty("id").GetString()));
        Assert.Equal(4, plan.GetProperty("phases").GetArrayLength());
        Assert.Equal(1, plan.GetProperty("modules").EnumerateArray().Single(static one => one.GetProperty("module").GetString() == "reports").GetProperty("ready_instances").GetInt32());
        Assert.Contains(instances.GetProperty("instances").EnumerateArray(), static one => one.GetProperty("id").GetString() == "reports-1" && one.GetProperty("state").GetString() == "ready");
    }

    [Theory]
    [InlineData($"{Root}/multitenant-plan")]
    [InlineData($"{Root}/service-boundaries")]
    [InlineData($"{Root}/evolution-phases")]
    [InlineData("/health/instances")]
    [InlineData("/health/contract")]
    public async Task Nobody_else_does(string path)
    {
        await using var suite = await Suite.StartAsync();

        await Problem.AssertAsync(await suite.GetAsync(path, suite.Tenants.AddUserKey()), HttpStatusCode.Forbidden, "PERMISSION_DENIED");
        Assert.Equal(HttpStatusCode.Unauthorized, (await suite.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task The_gateway_says_what_it_is_and_what_it_works_with()
    {
        await using var suite = await Suite.StartAsync();

        var contract = await (await suite.GetAsync("/health/contract", suite.Tenants.AddKey(TenantRole.Operator, null))).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(("gateway", "ready", true), (contract.GetProperty("module").GetString(), contract.GetProperty("state").GetString(), contract.GetProperty("ready").GetBoolean()));
        Assert.Contains("report.completed.v1", contract.GetProperty("topics_in").EnumerateArray().Select(static one => one.GetString()));
        Assert.Equal(["redis", "chat", "reports", "scheduler", "tenants"], contract.GetProperty("dependencies").EnumerateArray().Select(static one => one.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_phase_says_what_was_measured_and_nothing_else()
    {
        var definition = new PhaseDefinition("phase_9", "Tried", [], [("one", "it holds"), ("two", "it holds too")]);
        var run = new AcceptanceRun("one", true, 3, 0, 12, DateTimeOffset.UnixEpoch, "abc", ["0 leaks"]);

        Assert.Equal("not measured", Phase.Of(definition, static _ => null).Status);
        Assert.Equal("partly measured", Phase.Of(definition, name => name == "one" ? run : null).Status);
        Assert.Equal("passed", Phase.Of(definition, _ => run).Status);
        Assert.Equal("failed", Phase.Of(definition, name => run with { Passed = name == "one" }).Status);
        Assert.Equal((null, null), (Phase.Of(definition, static _ => null).Acceptance[0].MeasuredAt, Phase.Of(definition, static _ => null).Acceptance[0].Tests));
    }

    private static async Task<JsonElement> ReadAsync(Suite suite, string path, string key)
    {
        using var response = await suite.GetAsync($"{Root}/{path}", key);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.GetProperty("success").GetBoolean());
        return answer;
    }
}
