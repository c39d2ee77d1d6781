using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Features;

public sealed class ManageJobTests(SharedScheduler shared) : IClassFixture<SharedScheduler>
{
    private static readonly object Daily = new { kind = "daily", hour = 9, minute = 30, time_zone = "UTC", payload = Wire.Report() };

    [Fact]
    public async Task A_patch_changes_what_it_names_and_leaves_the_rest()
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var job = await ada.CreateAsync(Daily);
        var renamed = await PatchAsync(ada, job.Id(), new { name = "Morning", misfire = "all" });
        Assert.Equal(("Morning", "all", 9), (renamed.Text("name"), renamed.Text("misfire"), renamed["hour"]!.GetValue<int>()));
        Assert.Equal(job.Text("next_run_at"), renamed.Text("next_run_at"));

        var later = await PatchAsync(ada, job.Id(), new { hour = 10 });
        Assert.Equal("2030-01-07T10:30:00+00:00", later.Text("next_run_at"));

        var zoned = await PatchAsync(ada, job.Id(), new { time_zone = "Europe/Berlin" });
        Assert.Equal("2030-01-07T09:30:00+00:00", zoned.Text("next_run_at"));

        var cron = await PatchAsync(ada, job.Id(), new { kind = "cron", expression = "0 12 * * *", payload = Wire.Report("weekly") });
        Assert.Null(cron["hour"]);
        Assert.Equal("2030-01-07T11:00:00+00:00", cron.Text("next_run_at"));
        Assert.Equal("weekly", cron["payload"]!.AsObject().Text("report_type"));
        Assert.Equal(cron.ToJsonString(), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).ToJsonString());
    }

    [Theory]
    [InlineData("""{"hour":24}""", "hour")]
    [InlineData("""{"seconds":60}""", "seconds")]
    [InlineData("""{"kind":"weekly"}""", "hour", "minute", "day_of_week")]
    [InlineData("""{"time_zone":"Mars/Olympus","name":""}""", "time_zone", "name")]
    [InlineData("""{"payload":{"type":"agent_turn"}}""", "payload.message")]
    [InlineData("""{"status":"done"}""", "status")]
    [InlineData("""{"status":"done","hour":24,"name":"","payload":{"type":"report","report_type":1}}""", "hour", "name", "payload.report_type", "status")]
    [InlineData("""{"enabled":"yes","kind":"weekly","hour":9,"minute":"0","time_zone":"Mars/Olympus"}""", "day_of_week", "enabled", "minute", "time_zone")]
    public async Task A_wrong_patch_names_its_fields_and_changes_nothing(string body, params string[] fields)
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var job = await ada.CreateAsync(Daily);
        var problem = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", body, HttpStatusCode.BadRequest);
        Assert.Equal(fields.Order(), problem.Fields().Order());
        Assert.Equal(job.ToJsonString(), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).ToJsonString());
    }

    [Fact]
    public async Task A_paused_job_does_not_run_and_misses_nothing_while_it_is_paused()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        var paused = await PatchAsync(ada, job.Id(), new { enabled = false });
        Assert.Equal("paused", paused.Text("status"));
        Assert.Null(paused["next_run_at"]);
        Assert.Equal("paused", (await PatchAsync(ada, job.Id(), new { hour = 8 })).Text("status"));

        host.Clock.Advance(TimeSpan.FromDays(3));
        await host.ScanAsync();
        var resumed = await PatchAsync(ada, job.Id(), new { enabled = true });
        Assert.Equal("2030-01-10T08:30:00+00:00", resumed.Text("next_run_at"));
        await host.ScanAsync();
        Assert.Empty(await ada.HistoryAsync(job.Id()));
    }

    [Fact]
    public async Task A_finished_job_may_be_renamed_and_given_another_time()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "at", time = "2030-01-07T08:00:05Z", payload = Wire.Report() });
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();
        Assert.Equal("done", (await PatchAsync(ada, job.Id(), new { name = "Once" })).Text("status"));
        var again = await PatchAsync(ada, job.Id(), new { time = "2030-01-07T09:00:00Z" });
        Assert.Equal(("active", "2030-01-07T09:00:00+00:00"), (again.Text("status"), again.Text("next_run_at")));
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ScanAsync();
        Assert.Equal(2, (await ada.HistoryAsync(job.Id())).Count);
    }

    [Fact]
    public async Task A_deleted_job_is_gone_with_its_history_and_never_runs()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job.Id()}/run", null, HttpStatusCode.Accepted);
        await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{job.Id()}", null, HttpStatusCode.NoContent);
        await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{job.Id()}", null, HttpStatusCode.NotFound);
        await ada.ReadAsync($"/schedule/jobs/{job.Id()}/history", HttpStatusCode.NotFound);
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.ScanAsync();
        Assert.Single(await host.RequestedReportsAsync());
    }

    [Fact]
    public async Task A_manual_run_is_beside_the_schedule_and_each_asks_for_a_report_of_its_own()
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var job = await ada.CreateAsync(Daily);
        var path = $"/schedule/jobs/{job.Id()}/run";
        var runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ada.SendAsync(HttpMethod.Post, path, null, HttpStatusCode.Accepted)));
        Assert.Equal(5, runs.Select(static run => run.Text("report_id")).Distinct().Count());
        Assert.All(runs, static run => Assert.Equal(("manual", "requested"), (run.Text("trigger"), run.Text("status"))));
        Assert.Empty(runs.Select(static run => Guid.Parse(run.Text("report_id"))).Except(await shared.Host.RequestedReportsAsync()));
        Assert.Equal(job.Text("next_run_at"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Text("next_run_at"));
        await PatchAsync(ada, job.Id(), new { enabled = false });
        await ada.SendAsync(HttpMethod.Post, path, null, HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Lists_and_histories_come_in_pages_that_miss_and_repeat_nothing()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        for (var i = 0; i < 7; i++)
        {
            await ada.CreateAsync(new { kind = "every", seconds = 60, misfire = "all", payload = Wire.Report() });
        }

        var jobs = await PagesAsync(ada, "/schedule/jobs", 3);
        Assert.Equal([3, 3, 1], jobs.Select(static page => page.Count));
        Assert.Equal(7, jobs.SelectMany(static page => page).Select(static job => job.Id()).Distinct().Count());

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.ScanAsync();
        var runs = await PagesAsync(ada, $"/schedule/jobs/{jobs[0][0].Id()}/history", 2);
        Assert.Equal([2, 2, 1], runs.Select(static page => page.Count));
        var times = runs.SelectMany(static page => page).Select(static run => run.Time("scheduled_for")).ToList();
        Assert.Equal(times.OrderDescending().Distinct(), times);
        await ada.ReadAsync("/schedule/jobs?cursor=bm90LWEtZ3VpZA", HttpStatusCode.BadRequest);
        await ada.ReadAsync($"/schedule/jobs/{jobs[0][0].Id()}/history?cursor=bm90LWEtdGltZQ", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_foreign_job_is_answered_like_a_missing_one_on_every_route()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Daily);
        var before = await ada.ReadAsync($"/schedule/jobs/{job.Id()}");
        (HttpMethod Method, string Suffix, object? Body)[] routes =
        [
            (HttpMethod.Get, "", null), (HttpMethod.Patch, "", new { name = "mine" }), (HttpMethod.Post, "/run", null),
            (HttpMethod.Get, "/history", null), (HttpMethod.Delete, "", null),
        ];
        foreach (var stranger in new[] { TestContexts.User("bob", host.Ada.TenantId), TestContexts.User("ada") })
        {
            using var client = host.ClientFor(stranger);
            Assert.Empty((await client.ReadAsync("/schedule/jobs"))["items"]!.AsArray());
            Assert.Empty((await client.ReadAsync("/schedule"))["next_scheduled_jobs"]!.AsArray());
            foreach (var (method, suffix, body) in routes)
            {
                var answers = new List<string>();
                foreach (var id in new[] { job.Id(), Guid.NewGuid().ToString(), "not-an-id" })
                {
                    var problem = await client.SendAsync(method, $"/schedule/jobs/{id}{suffix}", body, HttpStatusCode.NotFound);
                    problem.Remove("traceId");
                    answers.Add(problem.ToJsonString());
                }

                Assert.Contains("JOB_NOT_FOUND", Assert.Single(answers.Distinct()), StringComparison.Ordinal);
            }
        }

        Assert.Equal(before.ToJsonString(), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).ToJsonString());
        Assert.Empty(await host.RequestedReportsAsync());
    }

    [Fact]
    public async Task Without_a_users_context_nothing_is_answered()
    {
        var host = shared.Host;
        using var nobody = host.CreateClient();
        await nobody.ReadAsync("/schedule", HttpStatusCode.Unauthorized);
        await nobody.ReadAsync("/schedule/preview?kind=every&seconds=60", HttpStatusCode.Unauthorized);
        foreach (var context in new[] { TestContexts.Admin(), TestContexts.Operator, TestContexts.Gateway })
        {
            using var client = host.ClientFor(context);
            await client.ReadAsync("/schedule/jobs", HttpStatusCode.Forbidden);
        }
    }

    private static Task<JsonObject> PatchAsync(HttpClient client, string id, object body) =>
        client.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{id}", body, HttpStatusCode.OK);

    private static async Task<List<List<JsonObject>>> PagesAsync(HttpClient client, string path, int limit)
    {
        var pages = new List<List<JsonObject>>();
        string? cursor = null;
        do
        {
            var page = await client.ReadAsync($"{path}?limit={limit}" + (cursor is null ? "" : $"&cursor={cursor}"));
            pages.Add([.. page["items"]!.AsArray().Select(static item => item!.AsObject())]);
            cursor = page["next_cursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        return pages;
    }
}
