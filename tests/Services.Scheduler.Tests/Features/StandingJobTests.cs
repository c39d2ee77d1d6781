using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Contracts.Events;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Features;

/// <summary>Jobs that stand for preferences.</summary>
public sealed class StandingJobTests
{
    [Theory]
    [InlineData("daily", "daily 7:30 ")]
    [InlineData("weekly", "weekly 7:30 mon")]
    [InlineData("both", "daily 7:30 ", "weekly 7:30 mon")]
    [InlineData("realtime")]
    public async Task What_the_user_asks_for_is_scheduled_in_its_zone(string frequency, params string[] jobs)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        await TellAsync(host, frequency, "07:30");

        var made = await ListAsync(ada);
        Assert.Equal(jobs, made.Select(static job => $"{job.Text("kind")} {job["hour"]}:{job["minute"]} {job["day_of_week"]}").Order(StringComparer.Ordinal));
        Assert.All(made, static job => Assert.Equal(("preferences", "Asia/Shanghai", "active"), (job.Text("origin"), job.Text("time_zone"), job.Text("status"))));
        var schedule = await ada.ReadAsync("/schedule");
        Assert.Equal((frequency is "daily" or "both", frequency is "weekly" or "both"), (schedule["daily_report"] is not null, schedule["weekly_report"] is not null));
    }

    [Fact]
    public async Task It_is_moved_and_never_doubled_however_often_and_in_whatever_order_changes_are_told()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await TellAsync(host, "daily", "07:30");
        var job = Assert.Single(await ListAsync(ada)).Id();

        (host.Tenants.ReportFrequency, host.Tenants.ReportTime) = ("both", "18:05");
        await Task.WhenAll(new[] { 5, 3, 5, 4, 2 }.Select(revision => host.HandleAsync(host.Ada, new UserConfigUpdated("ada", revision, true))));

        var moved = await ListAsync(ada);
        Assert.Equal(2, moved.Count);
        var daily = Assert.Single(moved, one => one.Id() == job);
        Assert.Equal(("2030-01-07T10:05:00+00:00", 18), (daily.Text("next_run_at"), daily["hour"]!.GetValue<int>()));
    }

    [Fact]
    public async Task It_follows_the_users_zone_and_stays_paused_and_keeps_what_the_user_has_made_of_it()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await TellAsync(host, "daily", "07:30");
        var path = $"/schedule/jobs/{Assert.Single(await ListAsync(ada)).Id()}";
        await ada.SendAsync(HttpMethod.Patch, path, new { enabled = false, name = "Mine", tags = new[] { "x" }, payload = new { type = "report", report_type = "daily", focus_areas = new[] { "NVDA" } } }, HttpStatusCode.OK);

        host.Tenants.TimeZone = "Europe/Berlin";
        await host.HandleAsync(host.Ada, new UserConfigUpdated("ada", 9));

        var job = await ada.ReadAsync(path);
        Assert.Equal(("Europe/Berlin", "paused", "Mine", """["x"]""", """["NVDA"]"""),
            (job.Text("time_zone"), job.Text("status"), job.Text("name"), job["tags"]!.ToJsonString(), job["payload"]!["focus_areas"]!.ToJsonString()));
    }

    [Fact]
    public async Task It_goes_with_the_preference_and_comes_again_only_when_that_is_said_again()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await host.HandleAsync(host.Ada, new UserConfigUpdated("ada", 2));
        Assert.Empty(await ListAsync(ada));

        await TellAsync(host, "daily", "07:30");
        await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{Assert.Single(await ListAsync(ada)).Id()}", null, HttpStatusCode.NoContent);
        await host.HandleAsync(host.Ada, new UserConfigUpdated("ada", 4));
        Assert.Empty(await ListAsync(ada));

        await TellAsync(host, "daily", "07:30");
        Assert.Single(await ListAsync(ada));
        await TellAsync(host, "realtime", "07:30");
        Assert.Empty(await ListAsync(ada));
    }

    [Theory]
    [InlineData("""{"hour":8}""", "report_time")]
    [InlineData("""{"time_zone":"UTC"}""", "time_zone")]
    [InlineData("""{"kind":"every","seconds":60}""", "report_frequency")]
    [InlineData("""{"payload":{"type":"report","report_type":"weekly"}}""", "report_frequency")]
    [InlineData("""{"payload":{"type":"heartbeat"}}""", "report_frequency")]
    public async Task Its_time_is_the_preferences_to_say(string change, string preference)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await TellAsync(host, "daily", "07:30");
        var job = Assert.Single(await ListAsync(ada));

        var refused = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", change, HttpStatusCode.Conflict);

        Assert.Equal(("STANDING_JOB", preference), (refused.Text("code"), refused.Text("preference")));
        Assert.Equal(job.ToJsonString(), Assert.Single(await ListAsync(ada)).ToJsonString());
        Assert.Null((await ada.AskAsync($"/schedule/jobs/{job.Id()}/copy", null, HttpStatusCode.Created))["origin"]);
    }

    [Fact]
    public async Task A_user_whose_places_are_all_taken_has_it_all_the_same_and_one_that_is_gone_has_none()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, payload = Wire.Report() });
        await host.ExecuteAsync("""
            insert into jobs (tenant_id, user_id, job_id, name, schedule, time_zone, payload, misfire, misfire_grace_seconds, status, anchor_at, next_run_at, created_at, updated_at)
            select tenant_id, user_id, gen_random_uuid(), name, schedule, time_zone, payload, misfire, misfire_grace_seconds, status, anchor_at, next_run_at, created_at, updated_at
            from jobs cross join generate_series(1, 99)
            """);
        await TellAsync(host, "daily", "07:30");
        Assert.Single(await ListAsync(ada), static job => job["origin"] is not null);

        host.Tenants.TimeZone = null;
        await host.HandleAsync(TestContexts.User("bob", host.Ada.TenantId), new UserConfigUpdated("bob", 2, true));
        Assert.Equal(101, (await host.QueryAsync("select count(*) from jobs", static row => row.GetInt64(0)))[0]);
    }

    [Fact]
    public async Task While_nobody_says_what_the_preferences_are_the_event_waits()
    {
        // Clients try again by the clock.
        await using var host = new SchedulerHost(live: true);
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.Status = HttpStatusCode.ServiceUnavailable;
        await Assert.ThrowsAsync<Platform.Core.Problems.ModuleUnavailableException>(() => host.HandleAsync(host.Ada, new UserConfigUpdated("ada", 2, true)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.HandleAsync(host.Ada, new UserConfigUpdated("eve", 2, true)));
        Assert.Empty(await ListAsync(ada));
    }

    private static Task TellAsync(SchedulerHost host, string frequency, string time)
    {
        (host.Tenants.ReportFrequency, host.Tenants.ReportTime) = (frequency, time);
        return host.HandleAsync(host.Ada, new UserConfigUpdated("ada", 2, true));
    }

    private static async Task<List<JsonObject>> ListAsync(HttpClient client) => (await client.ReadAsync("/schedule/jobs?limit=200")).Items("items");
}
