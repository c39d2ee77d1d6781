using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Features;

public sealed class SimulationTests
{
    private const string Path = "/schedule/simulations";

    [Fact]
    public async Task What_is_simulated_is_what_fires()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        string[] jobs =
        [
            (await ada.CreateAsync(new { name = "daily", kind = "daily", hour = 9, minute = 0, time_zone = "Europe/Berlin", misfire = "all", payload = Wire.Report() })).Id(),
            (await ada.CreateAsync(new { name = "cron", kind = "cron", expression = "*/17 8-9 * * *", time_zone = "UTC", misfire = "all", payload = Wire.Report() })).Id(),
            (await ada.CreateAsync(new { name = "every", kind = "every", seconds = 5000, misfire = "all", payload = Wire.Report() })).Id(),
            (await ada.CreateAsync(new { name = "at", kind = "at", time = "2030-01-08T00:00:00Z", misfire = "all", payload = Wire.Report() })).Id(),
        ];
        await ada.AskAsync($"/schedule/jobs/{jobs[0]}/skip", null);
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{(await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() })).Id()}", new { enabled = false }, HttpStatusCode.OK);

        var simulated = await ada.AskAsync(Path, new { to = "2030-01-09T08:00:00Z" });
        host.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1));
        await host.ScanAsync();

        var fired = new List<string>();
        foreach (var job in jobs)
        {
            fired.AddRange((await ada.HistoryAsync(job)).Where(static run => run.Text("status") == "requested").Select(run => $"{run.Time("scheduled_for"):O} {job}"));
        }

        Assert.Equal(fired.Order(StringComparer.Ordinal), simulated.Items("runs").Select(static run => $"{run.Time("time").ToUniversalTime():O} {run.Text("job_id")}").Order(StringComparer.Ordinal));
        Assert.Equal(fired.Count, simulated["total"]!["runs"]!.GetValue<int>());
        Assert.Equal(simulated.Items("runs").Select(static run => run.Time("time")).Order(), simulated.Items("runs").Select(static run => run.Time("time")));
    }

    [Fact]
    public async Task Days_are_the_zones_and_every_run_is_counted_where_few_are_listed()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(new { name = "hourly", kind = "every", seconds = 3600, payload = Wire.Report() });

        var simulated = await ada.AskAsync(Path, new { from = "2030-01-07T10:30:00Z", to = "2030-01-08T10:30:00Z", time_zone = "Asia/Shanghai", limit = 2 });

        Assert.Equal(["2030-01-07 5", "2030-01-08 19"], simulated.Items("days").Select(static day => $"{day.Text("date")} {day["runs"]}"));
        Assert.Equal(["2030-01-07T19:00:00+08:00", "2030-01-07T20:00:00+08:00"], simulated.Items("runs").Select(static run => run.Text("time")));
        Assert.Equal((24, 24, "2030-01-08T18:30:00+08:00"), (simulated["total"]!["runs"]!.GetValue<int>(), simulated.Items("hours").Count, simulated.Text("counted_until")));
        Assert.Equal(24, Assert.Single(simulated.Items("jobs"))["runs"]!.GetValue<int>());
    }

    [Fact]
    public async Task More_runs_than_are_counted_end_the_count_where_it_says()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(new { kind = "cron", expression = "* * * * *", time_zone = "UTC", payload = Wire.Report() });

        var simulated = await ada.AskAsync(Path, new { to = "2031-01-07T08:00:00Z", time_zone = "UTC", limit = 0 });

        Assert.Equal(100_000, simulated["total"]!["runs"]!.GetValue<int>());
        Assert.Equal(SchedulerHost.Start.AddMinutes(100_001), simulated.Time("counted_until"));
        Assert.Empty(simulated.Items("hours"));
    }

    [Fact]
    public async Task A_draft_is_tried_without_being_made_and_some_jobs_without_the_others()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { name = "one", kind = "daily", hour = 9, minute = 0, time_zone = "UTC", payload = Wire.Report() });
        await ada.CreateAsync(new { name = "two", kind = "daily", hour = 10, minute = 0, time_zone = "UTC", payload = Wire.Report() });

        var drafted = await ada.AskAsync(Path, new { to = "2030-01-09T00:00:00Z", draft = new { kind = "daily", hour = 12, minute = 0, payload = Wire.Report() } });
        var some = await ada.AskAsync(Path, new { to = "2030-01-09T00:00:00Z", jobs = new[] { job.Id() } });

        Assert.Equal(["2030-01-08T12:00:00+08:00"], drafted.Items("runs").Select(static run => run.Text("time")));
        Assert.Null(drafted.Items("runs")[0]["job_id"]);
        Assert.Equal(["one", "one"], some.Items("runs").Select(static run => run.Text("name")));
        Assert.Equal(2, (await ada.ReadAsync("/schedule/jobs")).Items("items").Count);
    }

    [Fact]
    public async Task A_job_that_is_named_and_not_there_is_none_of_the_callers()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve", host.Ada.TenantId));
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, payload = Wire.Report() });

        foreach (var id in new[] { job.Id(), Guid.NewGuid().ToString(), "not-an-id" })
        {
            Assert.Equal("JOB_NOT_FOUND", (await eve.AskAsync(Path, new { to = "2030-01-09T00:00:00Z", jobs = new[] { id } }, HttpStatusCode.NotFound)).Text("code"));
        }

        Assert.Empty((await eve.AskAsync(Path, new { to = "2030-01-09T00:00:00Z" })).Items("jobs"));
    }

    [Theory]
    [InlineData("""{}""", "to")]
    [InlineData("""{"to":"tomorrow","from":"2030-01-01T00:00:00Z"}""", "to", "from")]
    [InlineData("""{"to":"2030-01-07T07:00:00Z"}""", "to")]
    [InlineData("""{"to":"2031-01-09T08:00:01Z"}""", "to")]
    [InlineData("""{"to":"2030-01-09T08:00:00Z","limit":10001,"time_zone":"Mars/Olympus","jobs":[]}""", "limit", "time_zone", "jobs")]
    [InlineData("""{"to":"2030-01-09T08:00:00Z","jobs":["x"],"draft":{"kind":"daily","hour":24,"minute":0,"payload":{"type":"agent_turn"}}}""", "draft", "draft.hour", "draft.payload.message")]
    public async Task A_wrong_wish_names_its_fields(string body, params string[] fields)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        Assert.Equal(fields.Order(), (await ada.AskAsync(Path, body, HttpStatusCode.BadRequest)).Fields().Order());
    }

    [Fact]
    public async Task The_cost_of_a_span_is_known_where_that_of_each_job_is()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", payload = Wire.Report() });
        var run = await ada.AskAsync($"/schedule/jobs/{job.Id()}/run", null, HttpStatusCode.Accepted);
        await host.HandleAsync(host.Ada, new Contracts.Events.ReportCompleted(Guid.Parse(run.Text("report_id")), "daily", "completed", 100, 250_000));
        Assert.Equal("""{"runs":10,"tokens":1000,"cost":2.50}""", (await TotalAsync(ada)).ToJsonString());

        await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", payload = Wire.Report("weekly") });
        Assert.Equal("""{"runs":20,"tokens":null,"cost":null}""", (await TotalAsync(ada)).ToJsonString());
    }

    private static async Task<JsonNode> TotalAsync(HttpClient client) => (await client.AskAsync(Path, new { to = "2030-01-17T08:00:00Z" }))["total"]!;
}
