using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Firing;

public sealed class FiringTests
{
    [Fact]
    public async Task A_one_off_job_fires_once_at_its_time_and_is_done()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "at", time = "2030-01-07T08:00:03Z", payload = Wire.Report() });
        Assert.Equal(SchedulerHost.Start.AddSeconds(3), job.Time("next_run_at"));

        await host.ScanAsync();
        Assert.Empty(await ada.HistoryAsync(job.Id()));

        host.Clock.Advance(TimeSpan.FromSeconds(3));
        await host.ScanAsync();
        await host.ScanAsync();

        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal("requested", run.Text("status"));
        Assert.Equal(SchedulerHost.Start.AddSeconds(3), run.Time("scheduled_for"));
        Assert.Equal([Guid.Parse(run.Text("report_id"))], await host.RequestedReportsAsync());
        var done = await ada.ReadAsync($"/schedule/jobs/{job.Id()}");
        Assert.Equal("done", done.Text("status"));
        Assert.Null(done["next_run_at"]);
    }

    [Fact]
    public async Task The_event_says_whose_report_and_which()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(new
        {
            kind = "every",
            seconds = 60,
            payload = new { type = "report", report_type = "custom", custom_prompt = "Chips", focus_areas = new[] { "NVDA" } },
        });
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();
        var envelope = Assert.Single(await host.QueryAsync("select envelope from nanobot.outbox where topic = 'report.requested.v1'", static row => row.GetString(0)));
        var outbox = System.Text.Json.Nodes.JsonNode.Parse(envelope)!.AsObject();
        Assert.Equal((host.Ada.TenantId, "ada"), (outbox.Text("tenantid"), outbox.Text("userid")));
        var data = outbox["data"]!.AsObject();
        Assert.Equal(("custom", "schedule", "Chips"), (data.Text("report_type"), data.Text("origin"), data.Text("custom_prompt")));
        Assert.Equal("NVDA", data["focus_areas"]![0]!.GetValue<string>());
        Assert.False(outbox.ContainsKey("tenantcontext"));
        var row = Assert.Single(await host.QueryAsync("select tenant_id, user_id, role, plan, epoch from nanobot.outbox where topic = 'report.requested.v1'",
            static row => TestContexts.Of(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4))));
        Assert.Equal(host.Ada, row);
    }

    [Theory]
    [InlineData("skip", 0)]
    [InlineData("last", 1)]
    [InlineData("all", 3)]
    public async Task After_a_restart_missed_runs_follow_the_policy_and_all_show_in_the_history(string misfire, int made)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", misfire, payload = Wire.Report() });
        host.Clock.Advance(TimeSpan.FromDays(2.5));
        await host.ScanAsync();
        await host.ScanAsync();

        var history = await ada.HistoryAsync(job.Id());
        Assert.Equal([9, 8, 7], history.Select(static run => run.Time("scheduled_for").Day));
        Assert.Equal(made, history.Count(static run => run.Text("status") == "requested"));
        Assert.Equal(3 - made, history.Count(static run => run.Text("status") == "skipped" && run["report_id"] is null));
        Assert.Equal(made, (await host.RequestedReportsAsync()).Count);
        Assert.Equal("2030-01-10T09:00:00+00:00", (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Text("next_run_at"));
    }

    [Fact]
    public async Task A_long_outage_leaves_one_row_for_its_old_part()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "cron", expression = "* * * * *", time_zone = "UTC", payload = Wire.Report() });
        host.Clock.Advance(TimeSpan.FromDays(30));
        await host.ScanAsync();
        var history = await ada.HistoryAsync(job.Id());
        Assert.Equal(101, history.Count);
        Assert.Equal("requested", history[0].Text("status"));
        Assert.Equal(SchedulerHost.Start.AddMinutes(1), history[^1].Time("scheduled_for"));
        Assert.Equal(history[^2].Time("scheduled_for"), history[^1].Time("skipped_until"));
        Assert.All(history.Take(100), static run => Assert.Null(run["skipped_until"]));
    }

    [Fact]
    public async Task A_run_that_fails_half_way_leaves_nothing_and_is_made_once_later()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "at", time = "2030-01-07T08:00:05Z", payload = Wire.Report() });
        await host.ExecuteAsync("alter table nanobot.outbox add constraint broken check (false) not valid");
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await host.ScanAsync();
        Assert.Empty(await ada.HistoryAsync(job.Id()));
        Assert.Equal(job.Text("next_run_at"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Text("next_run_at"));

        await host.ExecuteAsync("alter table nanobot.outbox drop constraint broken");
        host.Clock.Advance(TimeSpan.FromSeconds(15));
        await host.ScanAsync();
        Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Single(await host.RequestedReportsAsync());
    }

    [Fact]
    public async Task A_job_that_cannot_be_fired_is_tried_less_and_less_and_keeps_no_other_waiting()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve"));
        var body = new { kind = "every", seconds = 60, payload = Wire.Report() };
        var job = await ada.CreateAsync(body);
        var other = await eve.CreateAsync(body);
        await host.ExecuteAsync("update jobs set time_zone = 'Mars/Olympus' where job_id = $1", Guid.Parse(job.Id()));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();
        Assert.Empty(await ada.HistoryAsync(job.Id()));
        Assert.Single(await eve.HistoryAsync(other.Id()));
        host.Clock.Advance(TimeSpan.FromSeconds(16));
        await host.ScanAsync();
        var lease = await host.QueryAsync("select lease_until from jobs where job_id = $1", static row => row.GetFieldValue<DateTimeOffset>(0), Guid.Parse(job.Id()));
        Assert.Equal(host.Clock.GetUtcNow().AddSeconds(30), lease[0]);
    }

    [Fact]
    public async Task History_keeps_the_newest_runs_only()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "every", seconds = 60, misfire = "all", payload = Wire.Report() });
        for (var run = 0; run < 700; run += 50)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(50));
            await host.ScanAsync();
        }

        await host.ExecuteAsync("update jobs set runs = 99");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();
        var kept = await host.QueryAsync("select count(*) from occurrences where job_id = $1", static row => row.GetInt64(0), Guid.Parse(job.Id()));
        Assert.Equal(501, kept[0]);
        Assert.Equal(host.Clock.GetUtcNow(), (await ada.HistoryAsync(job.Id()))[0].Time("scheduled_for"));
    }
}
