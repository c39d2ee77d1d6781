using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Services.Scheduler.Slots;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Slots;

/// <summary>Jobs that may run about their times.</summary>
public sealed class SpreadJobTests
{
    private static readonly DateTimeOffset Nine = Times.Utc("2030-01-07 09:00");

    [Fact]
    public async Task Each_has_a_second_of_its_own_and_keeps_it()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        List<JsonObject> jobs = [];
        foreach (var _ in Enumerable.Range(0, 5))
        {
            jobs.Add(await ada.CreateAsync(Daily("spread")));
        }

        Assert.Equal([0, 1, -1, 2, -2], jobs.Select(static job => job["offset_seconds"]!.GetValue<int>()));
        Assert.All(jobs, static job => Assert.Equal(Nine.AddSeconds(job["offset_seconds"]!.GetValue<int>()), job.Time("next_run_at")));

        var preview = await ada.ReadAsync($"/schedule/preview?job_id={jobs[4].Id()}&count=2");
        host.Clock.SetUtcNow(Nine.AddMinutes(1));
        await host.ScanAsync();

        Assert.Equal(Nine.AddSeconds(-2), Assert.Single(await ada.HistoryAsync(jobs[4].Id())).Time("scheduled_for"));
        Assert.Equal([Nine.AddSeconds(-2), Nine.AddDays(1).AddSeconds(-2)], preview["next_runs"]!.AsArray().Select(static time => time!.GetValue<DateTimeOffset>()));
        Assert.Equal(Nine.AddDays(1).AddSeconds(-2), (await ada.ReadAsync($"/schedule/jobs/{jobs[4].Id()}")).Time("next_run_at"));
    }

    [Fact]
    public async Task Slots_of_others_are_seen_whoever_they_are()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var bob = host.ClientFor(TestContexts.User("bob"));

        Assert.Equal(0, (await ada.CreateAsync(Daily("spread")))["offset_seconds"]!.GetValue<int>());
        Assert.Equal(1, (await bob.CreateAsync(Daily("spread")))["offset_seconds"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_wish_within_minutes_is_met_today_and_never_in_the_past()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Clock.SetUtcNow(Nine.AddSeconds(-2));
        List<DateTimeOffset> times = [];
        foreach (var _ in Enumerable.Range(0, 6))
        {
            times.Add((await ada.CreateAsync(Daily("spread"))).Time("next_run_at"));
        }

        Assert.Equal([0, 1, -1, 2, 3, 4], times.Select(static time => (int)(time - Nine).TotalSeconds));
    }

    [Fact]
    public async Task Who_pins_it_afterwards_or_lets_it_go_has_no_run_of_a_day_twice()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(Daily("spread"));
        await ada.CreateAsync(Daily("spread"));
        var path = $"/schedule/jobs/{(await ada.CreateAsync(Daily("spread"))).Id()}";
        // It ran a second before nine; who pins it then waits for tomorrow's nine.
        host.Clock.SetUtcNow(Nine.AddMilliseconds(-500));
        await host.ScanAsync();

        var pinned = await ada.SendAsync(HttpMethod.Patch, path, new { timing = "exact" }, HttpStatusCode.OK);
        host.Clock.SetUtcNow(Nine.AddMilliseconds(500));
        var spread = await ada.SendAsync(HttpMethod.Patch, path, new { timing = "spread" }, HttpStatusCode.OK);

        Assert.Equal(("exact", null, Nine.AddDays(1)), (pinned.Text("timing"), pinned["offset_seconds"], pinned.Time("next_run_at")));
        Assert.Equal("spread", spread.Text("timing"));
        Assert.Equal(Nine.AddDays(1).AddSeconds(spread["offset_seconds"]!.GetValue<int>()), spread.Time("next_run_at"));
    }

    [Fact]
    public async Task A_user_who_moves_west_between_its_run_and_its_wish_has_no_second_run_that_day()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = "UTC";
        var following = new { kind = "daily", hour = 9, minute = 0, timing = "spread", payload = Wire.Report() };
        await ada.CreateAsync(following);
        await ada.CreateAsync(following);
        var job = await ada.CreateAsync(following);
        Assert.Equal(-1, job["offset_seconds"]!.GetValue<int>());
        host.Clock.SetUtcNow(Nine.AddMilliseconds(-500));
        await host.ScanAsync();

        host.Tenants.TimeZone = "Atlantic/Cape_Verde";
        await host.HandleAsync(host.Ada, new UserConfigUpdated("ada", 9));

        Assert.Equal(Times.Utc("2030-01-08 10:00").AddSeconds(-1), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
    }

    [Fact]
    public async Task Hour_and_day_are_carried_and_a_day_that_is_left_out_is_that_of_the_wish()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var admin = host.ClientFor(TestContexts.Admin(host.Ada.TenantId!));
        await admin.SendAsync(HttpMethod.Put, "/schedule/calendars/feasts", new { days = new[] { "2030-01-08" } }, HttpStatusCode.Created);
        var midnight = new { kind = "daily", hour = 0, minute = 0, time_zone = "UTC", timing = "spread", calendars = new[] { "feasts" }, payload = Wire.Report() };
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await ada.CreateAsync(midnight);
        }

        // Midnight of the 8th is left out, and with it what comes a second before it.
        Assert.Equal(Times.Utc("2030-01-08 23:59:59"), (await ada.CreateAsync(midnight)).Time("next_run_at"));
    }

    [Fact]
    public async Task Single_times_and_unknown_words_are_refused()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        Assert.Equal(["timing"], (await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", Daily("about"), HttpStatusCode.BadRequest)).Fields());
        Assert.Equal(["timing"], (await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", new { kind = "at", time = "2030-02-01T09:00:00Z", timing = "spread", payload = Wire.Report() }, HttpStatusCode.BadRequest)).Fields());
        var path = $"/schedule/jobs/{(await ada.CreateAsync(Daily("spread"))).Id()}";
        Assert.Equal("exact", (await ada.SendAsync(HttpMethod.Patch, path, new { kind = "at", time = "2030-02-01T09:00:00Z" }, HttpStatusCode.OK)).Text("timing"));
    }

    [Fact]
    public async Task Heartbeats_and_what_stands_for_preferences_are_spread_and_can_be_pinned()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        (host.Tenants.ReportFrequency, host.Tenants.ReportTime) = ("daily", "09:00");
        await host.HandleAsync(host.Ada, new UserConfigUpdated("ada", 2, true));
        await ada.SendAsync(HttpMethod.Put, "/schedule/heartbeat", new { enabled = true }, HttpStatusCode.OK);

        var jobs = (await ada.ReadAsync("/schedule/jobs")).Items("items");
        Assert.Equal(["spread", "spread"], jobs.Select(static job => job.Text("timing")));
        var standing = jobs.Single(static job => job["origin"] is not null);
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{standing.Id()}", new { timing = "exact" }, HttpStatusCode.OK);
        host.Tenants.ReportTime = "10:15";
        await host.HandleAsync(host.Ada, new UserConfigUpdated("ada", 3, true));

        Assert.Equal("exact", (await ada.ReadAsync($"/schedule/jobs/{standing.Id()}")).Text("timing"));
    }

    [Fact]
    public async Task Heartbeats_that_are_switched_on_at_once_come_one_after_the_other()
    {
        await using var host = new SchedulerHost();
        HashSet<DateTimeOffset> times = [];
        foreach (var user in Enumerable.Range(0, 10))
        {
            using var client = host.ClientFor(TestContexts.User($"u{user}"));
            times.Add((await client.SendAsync(HttpMethod.Put, "/schedule/heartbeat", new { enabled = true, seconds = 60 }, HttpStatusCode.OK))["job"]!.AsObject().Time("next_run_at"));
        }

        Assert.Equal(10, times.Count);
        Assert.All(times, static time => Assert.InRange(time, SchedulerHost.Start.AddSeconds(30), SchedulerHost.Start.AddSeconds(90)));
    }

    [Fact]
    public async Task What_is_gone_leaves_its_second_when_the_day_is_counted_and_what_is_pinned_is_seen()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var monday = new { kind = "weekly", day_of_week = "mon", hour = 9, minute = 0, time_zone = "UTC", timing = "spread", payload = Wire.Report() };
        var gone = await ada.CreateAsync(monday);
        await ada.CreateAsync(monday);
        await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{gone.Id()}", null, HttpStatusCode.NoContent);
        await CountAsync(host);
        Assert.Equal(0, (await ada.CreateAsync(monday))["offset_seconds"]!.GetValue<int>());

        await ada.CreateAsync(new { kind = "at", time = Nine.AddSeconds(-1), payload = Wire.Report() });
        await CountAsync(host);
        Assert.Equal(2, (await ada.CreateAsync(monday))["offset_seconds"]!.GetValue<int>());
    }

    [Fact]
    public async Task Operators_see_what_the_coming_minutes_carry()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var operators = host.ClientFor(TestContexts.Operator);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await ada.CreateAsync(Daily("spread"));
        }

        await ada.CreateAsync(new { kind = "every", seconds = 80, timing = "spread", payload = Wire.Report() });
        var load = await operators.ReadAsync("/schedule/operations/load?from=2030-01-07T08:59:30Z&minutes=2");

        Assert.Equal(["2030-01-07T08:59:00+00:00 7 4.05", "2030-01-07T09:00:00+00:00 11 4.05"], load.Items("minutes").Select(static minute => $"{minute.Text("starts_at")} {minute["load"]} {minute["peak"]}"));
        Assert.Equal(("2030-01-07T08:59:59+00:00", "0.05", "4.05", "27"), (load.Text("peak_at"), $"{load["steady"]}", $"{load["peak"]}", $"{load["peak_to_mean"]}"));
        Assert.Equal(["from", "minutes"], (await operators.ReadAsync("/schedule/operations/load?from=2031-01-01T00:00:00Z&minutes=0", HttpStatusCode.BadRequest)).Fields());
        await ada.ReadAsync("/schedule/operations/load", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Counting_anew_finds_what_was_taken()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await ada.CreateAsync(new { kind = "every", seconds = 900, timing = "spread", payload = Wire.Report() });
            await ada.CreateAsync(new { kind = "cron", expression = "30 9 7 1 *", time_zone = "UTC", timing = "spread", payload = Wire.Report() });
        }

        var taken = await LoadsAsync(host);
        await CountAsync(host);

        Assert.Equal(6, taken.Count);
        Assert.Equal(taken, await LoadsAsync(host));
    }

    [Fact]
    public async Task A_calendar_shows_the_wish_and_brings_the_job_back_into_its_slot()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(Daily("spread"));
        await ada.CreateAsync(Daily("spread"));

        var file = await (await ada.GetAsync("/schedule/export")).Content.ReadAsStringAsync();
        Assert.Equal(2, file.Split('\n').Count(static line => line.StartsWith("DTSTART", StringComparison.Ordinal) && line.Contains("T090000", StringComparison.Ordinal)));
        using var body = new StringContent(file, System.Text.Encoding.UTF8, "text/calendar");
        var back = await ada.PostAsync("/schedule/import", body);

        Assert.Equal(2, JsonNode.Parse(await back.Content.ReadAsStringAsync())!["unchanged"]!.GetValue<int>());
    }

    private static object Daily(string timing) => new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", timing, payload = Wire.Report() };

    private static Task CountAsync(SchedulerHost host) => host.Services.GetRequiredService<SlotLedger>().CountAsync(CancellationToken.None);

    private static Task<List<string>> LoadsAsync(SchedulerHost host) => host.QueryAsync(
        "select cycle, minute * 60 + second, load from slots cross join lateral unnest(loads) with ordinality as seconds (load, second) where load > 0 order by 1, 2",
        static row => $"{row.GetInt64(0)} {row.GetInt64(1)} {row.GetInt64(2)}");
}
