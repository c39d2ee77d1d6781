using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Features;

/// <summary>What runs will cost, by what runs have cost.</summary>
public sealed class ForecastTests
{
    private static readonly object Daily = new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", payload = Wire.Report() };

    [Fact]
    public async Task Where_nothing_is_known_the_forecast_says_so()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        var forecast = Forecast(await ada.ReadAsync("/schedule/preview?kind=daily&hour=9&minute=0&count=3"));

        Assert.Equal("""{"per_run":{"tokens":null,"cost":null,"basis":"none","runs_seen":0},"total":{"runs":3,"tokens":null,"cost":null}}""", forecast.ToJsonString());
    }

    [Fact]
    public async Task A_jobs_forecast_is_the_median_of_its_completed_runs_and_its_history_has_what_each_came_to()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        await RunAsync(host, ada, job, 100, 2_000_000);
        await RunAsync(host, ada, job, 301, 3_000_001);
        await RunAsync(host, ada, job, 5_000, null);
        await RunAsync(host, ada, job, 7_000, 9_000_000, "failed");

        var forecast = Forecast(await ada.ReadAsync($"/schedule/preview?job_id={job.Id()}&count=4"));

        // The price of one is not known: of the other two it lies in the middle.
        Assert.Equal("""{"per_run":{"tokens":301,"cost":2.500001,"basis":"job","runs_seen":3},"total":{"runs":4,"tokens":1204,"cost":10.000004}}""", forecast.ToJsonString());
        Assert.Equal(["7000 9", "5000 ", "301 3.000001", "100 2"], (await ada.HistoryAsync(job.Id())).Select(static run => $"{run["tokens"]} {run["cost"]}"));
    }

    [Fact]
    public async Task Of_a_job_without_runs_it_is_that_of_the_users_jobs_that_do_the_same()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await RunAsync(host, ada, await ada.CreateAsync(Daily), 500, 1);
        var turn = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, payload = new { type = "agent_turn", message = "Any news?" } });
        var run = await ada.AskAsync($"/schedule/jobs/{turn.Id()}/run", null, HttpStatusCode.Accepted);
        await host.HandleAsync(host.Ada, new TurnCompleted(Guid.Parse(run.Text("run_id")), "completed", null, false, 70, 7));

        var other = await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        Assert.Equal(("user", 500L), Basis(await ada.ReadAsync($"/schedule/preview?job_id={other.Id()}")));
        Assert.Equal(("user", 500L), Basis(await ada.ReadAsync("/schedule/preview?kind=every&seconds=60&payload_type=report&report_type=daily")));
        Assert.Equal(("user", 70L), Basis(await ada.ReadAsync("/schedule/preview?kind=every&seconds=60&payload_type=agent_turn")));
        Assert.Equal(("none", null), Basis(await ada.ReadAsync("/schedule/preview?kind=every&seconds=60&payload_type=report&report_type=weekly")));
    }

    [Fact]
    public async Task Of_a_user_without_runs_it_is_the_tenants_once_there_are_enough_of_them_to_tell_of_nobody()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var bob = host.ClientFor(TestContexts.User("bob", host.Ada.TenantId));
        using var stranger = host.ClientFor(TestContexts.User("bob"));
        const string Asked = "/schedule/preview?kind=every&seconds=60&payload_type=report&report_type=daily";
        var job = await ada.CreateAsync(Daily);
        for (var run = 1; run <= 4; run++)
        {
            await RunAsync(host, ada, job, run * 10, run);
        }

        Assert.Equal(("none", null), Basis(await bob.ReadAsync(Asked)));
        for (var run = 5; run <= 30; run++)
        {
            await RunAsync(host, ada, job, run * 10, run);
        }

        // The latest twenty: 110 to 300.
        Assert.Equal(("tenant", 205L), Basis(await bob.ReadAsync(Asked)));
        Assert.Equal(("none", null), Basis(await stranger.ReadAsync(Asked)));
        Assert.Equal(20, Forecast(await bob.ReadAsync(Asked))["per_run"]!["runs_seen"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_a_run_came_to_is_noted_once()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        var report = await RunAsync(host, ada, job, 100, 1);

        await host.HandleAsync(host.Ada, new ReportCompleted(report, "daily", "completed", 900, 9));
        await host.HandleAsync(host.Ada, new ReportCompleted(Guid.NewGuid(), "daily", "completed", 900, 9));

        Assert.Equal(100, Assert.Single(await ada.HistoryAsync(job.Id()))["tokens"]!.GetValue<long>());
        Assert.Equal(1, Assert.Single(await host.QueryAsync("select cardinality(tokens) from run_costs", static row => row.GetInt32(0))));
    }

    [Fact]
    public async Task A_preview_of_a_job_is_what_will_fire_and_with_members_of_a_schedule_what_would()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 30, time_zone = "Europe/Berlin", payload = Wire.Report() });
        await ada.AskAsync($"/schedule/jobs/{job.Id()}/skip", null);

        var asIs = await ada.ReadAsync($"/schedule/preview?job_id={job.Id()}&count=2");
        var asWouldBe = await ada.ReadAsync($"/schedule/preview?job_id={job.Id()}&hour=11&count=1");

        Assert.Equal(("Europe/Berlin", "2030-01-08T09:30:00+01:00"), (asIs.Text("time_zone"), asIs["next_runs"]![0]!.GetValue<string>()));
        Assert.Equal("2030-01-07T11:30:00+01:00", asWouldBe["next_runs"]![0]!.GetValue<string>());
    }

    [Theory]
    [InlineData("job_id=not-an-id")]
    [InlineData("job_id=0197a000-0000-7000-8000-000000000000")]
    public async Task A_job_that_is_not_there_is_none_of_the_callers(string query)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve", host.Ada.TenantId));
        var job = await ada.CreateAsync(Daily);

        Assert.Equal("JOB_NOT_FOUND", (await eve.ReadAsync($"/schedule/preview?{query}", HttpStatusCode.NotFound)).Text("code"));
        Assert.Equal("JOB_NOT_FOUND", (await eve.ReadAsync($"/schedule/preview?job_id={job.Id()}", HttpStatusCode.NotFound)).Text("code"));
    }

    private static JsonObject Forecast(JsonObject preview) => preview["forecast"]!.AsObject();

    private static (string Basis, long? Tokens) Basis(JsonObject preview) =>
        (Forecast(preview)["per_run"]!["basis"]!.GetValue<string>(), Forecast(preview)["per_run"]!["tokens"]?.GetValue<long>());

    private static async Task<Guid> RunAsync(SchedulerHost host, HttpClient client, JsonObject job, long tokens, long? micros, string status = "completed")
    {
        var run = await client.AskAsync($"/schedule/jobs/{job.Id()}/run", null, HttpStatusCode.Accepted);
        var report = Guid.Parse(run.Text("report_id"));
        TenantContext context = host.Ada;
        await host.HandleAsync(context, new ReportCompleted(report, "daily", status, tokens, micros));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return report;
    }
}
