using System.Text.Json.Nodes;
using Nanobot.Testing;
using Nanobot.Testing.Running;

namespace Nanobot.Suite.Tests;

/// <summary>A job that speaks to the assistant, the whole way: scheduler, event, run, event, scheduler.</summary>
[Collection(SuiteCollection.Name)]
public sealed class TurnJobTests(SuiteFixture suite)
{
    [Fact]
    public async Task A_jobs_turn_is_made_at_its_time_in_a_session_of_its_own_and_its_history_says_so()
    {
        var tenant = await suite.CreateTenantAsync();
        using var ada = suite.As(await tenant.CreateUserAsync("ada"));
        var job = (await SuiteFixture.SendAsync(ada, HttpMethod.Post, "/schedule/jobs", new
        {
            name = "Files", kind = "at", time = DateTimeOffset.UtcNow.AddSeconds(15).ToString("O"), payload = new { type = "agent_turn", message = "list my files" },
        }))["job_id"]!.GetValue<string>();

        var run = await Eventually.GetAsync(
            async () => (await SuiteFixture.SendAsync(ada, HttpMethod.Get, $"/schedule/jobs/{job}/history"))["items"]!.AsArray().Select(static item => item!.AsObject()).SingleOrDefault(),
            static run => run?["status"]?.GetValue<string>() is "completed" or "failed");

        Assert.Equal("completed", run!["status"]!.GetValue<string>());
        var made = await SuiteFixture.SendAsync(ada, HttpMethod.Get, $"/runs/{run["run_id"]!.GetValue<string>()}");
        Assert.Equal(("completed", job), (made["state"]!.GetValue<string>(), made["session_id"]!.GetValue<string>()));
        Assert.Contains("HEARTBEAT.md", made["answer"]!["response"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heartbeat_with_nothing_to_do_is_passed_over()
    {
        var tenant = await suite.CreateTenantAsync();
        using var ada = suite.As(await tenant.CreateUserAsync("ada"));
        var job = (await SuiteFixture.SendAsync(ada, HttpMethod.Post, "/schedule/jobs", new { payload = new { type = "heartbeat" } }))["job_id"]!.GetValue<string>();
        await SuiteFixture.SendAsync(ada, HttpMethod.Post, $"/schedule/jobs/{job}/run");

        var items = await Eventually.GetAsync(
            async () => (await SuiteFixture.SendAsync(ada, HttpMethod.Get, $"/schedule/jobs/{job}/history"))["items"]!.AsArray(),
            static runs => runs is [JsonObject run] && run["status"]!.GetValue<string>() != "requested");

        Assert.Equal("skipped", items[0]!["status"]!.GetValue<string>());
    }
}
