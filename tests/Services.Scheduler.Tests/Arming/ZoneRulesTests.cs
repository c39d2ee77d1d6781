using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Scheduler.Arming;
using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Arming;

/// <summary>What the machine's files say of zones was something else when jobs were armed: here, an hour more or less.</summary>
public sealed class ZoneRulesTests
{
    private static readonly object Nine = new { kind = "daily", hour = 9, minute = 0, time_zone = "Asia/Kolkata", payload = Wire.Report() };

    [Theory]
    // The clocks are an hour further ahead than they were to be: nine comes sooner.
    [InlineData(-3600, "2030-01-08 04:30", "2030-01-08 03:30")]
    [InlineData(3600, "2030-01-08 02:30", "2030-01-08 03:30")]
    public async Task Jobs_of_a_zone_whose_rules_are_others_are_armed_anew_and_say_so(int formerly, string armed, string expected)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var (job, other) = (await ada.CreateAsync(Nine), await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "Asia/Tokyo", payload = Wire.Report() }));
        await CheckAsync(host);
        await FormerlyAsync(host, "Asia/Kolkata", formerly);
        await host.ExecuteAsync("update jobs set next_run_at = $2 where job_id = $1", Guid.Parse(job.Id()), Times.Utc(armed));

        await CheckAsync(host);
        await CheckAsync(host);

        Assert.Equal(Times.Utc(expected), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
        Assert.Equal(other.ToJsonString(), (await ada.ReadAsync($"/schedule/jobs/{other.Id()}")).ToJsonString());
        Assert.Equal([$"zone_rules Asia/Kolkata Asia/Kolkata {Times.Utc(armed):yyyy-MM-ddTHH:mm:sszzz} -> {Times.Utc(expected):yyyy-MM-ddTHH:mm:sszzz} ada"], await host.RearmedAsync());
        Assert.Equal("schedule.jobs.rearm", Assert.Single(await host.QueryAsync(
            "select envelope::jsonb -> 'data' -> 'entry' ->> 'operation' from nanobot.outbox where topic = 'audit.recorded.v1' and envelope::jsonb -> 'data' -> 'entry' ->> 'target' = $1 and envelope::jsonb -> 'data' -> 'entry' ->> 'role' = 'system'",
            static row => row.GetString(0), job.Id())));
    }

    [Fact]
    public async Task A_run_that_was_made_by_the_former_rules_does_not_come_again_that_day()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Nine);
        await CheckAsync(host);
        // By clocks an hour further ahead, nine came at 02:30 UTC; by those of now it is half past eight.
        await FormerlyAsync(host, "Asia/Kolkata", 3600);
        await host.ExecuteAsync("update jobs set next_run_at = $2 where job_id = $1", Guid.Parse(job.Id()), Times.Utc("2030-01-09 02:30"));
        host.Clock.SetUtcNow(Times.Utc("2030-01-08 03:00"));

        await CheckAsync(host);

        Assert.Equal(Times.Utc("2030-01-09 03:30"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
    }

    [Fact]
    public async Task What_a_process_that_died_had_begun_is_gone_on_with()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var jobs = new[] { await ada.CreateAsync(Nine), await ada.CreateAsync(Nine), await ada.CreateAsync(Nine) };
        await CheckAsync(host);
        await FormerlyAsync(host, "Asia/Kolkata", 3600);
        // It had noted the change and armed two of three, of which it noted one.
        await host.ExecuteAsync("update zone_rules set former = offsets where zone = 'Asia/Kolkata'");
        await host.ExecuteAsync("update zone_rules set former_after_tenant = $1, former_after_job = $2 where zone = 'Asia/Kolkata'", host.Ada.TenantId!, Guid.Parse(jobs[0].Id()));
        await host.ExecuteAsync("update jobs set next_run_at = $2 where job_id = $1", Guid.Parse(jobs[2].Id()), Times.Utc("2030-01-08 02:30"));

        await host.Services.GetRequiredService<ZoneRules>().CheckAsync(CancellationToken.None);

        foreach (var job in jobs)
        {
            Assert.Equal(Times.Utc("2030-01-08 03:30"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
        }

        Assert.Equal(0, Assert.Single(await host.QueryAsync("select count(*) from zone_rules where former is not null", static row => row.GetInt64(0))));
    }

    [Fact]
    public async Task A_version_with_an_older_edition_that_runs_beside_undoes_nothing()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Nine);
        await CheckAsync(host);
        await FormerlyAsync(host, "Asia/Kolkata", 3600);
        await host.ExecuteAsync("update zone_rules set edition = '9999z'");
        await host.ExecuteAsync("update jobs set next_run_at = $2 where job_id = $1", Guid.Parse(job.Id()), Times.Utc("2030-01-08 02:30"));

        await CheckAsync(host);

        Assert.Equal(Times.Utc("2030-01-08 02:30"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
        Assert.Empty(await host.RearmedAsync());
    }

    [Fact]
    public async Task A_renamed_zone_is_shown_as_it_was_given_and_one_that_is_not_known_is_passed_over()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var calcutta = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "Asia/Calcutta", payload = Wire.Report() });
        var gone = await ada.CreateAsync(Nine);
        Assert.Equal(("Asia/Calcutta", Times.Utc("2030-01-08 03:30")), (calcutta.Text("time_zone"), calcutta.Time("next_run_at")));
        await host.ExecuteAsync("update jobs set time_zone = 'Mars/Olympus' where job_id = $1", Guid.Parse(gone.Id()));

        await CheckAsync(host);
        await FormerlyAsync(host, "Asia/Calcutta", 3600);
        await host.ExecuteAsync("update jobs set next_run_at = $2 where job_id = $1", Guid.Parse(calcutta.Id()), Times.Utc("2030-01-08 02:30"));
        await CheckAsync(host);

        var shown = await ada.ReadAsync($"/schedule/jobs/{calcutta.Id()}");
        Assert.Equal(("Asia/Calcutta", Times.Utc("2030-01-08 03:30")), (shown.Text("time_zone"), shown.Time("next_run_at")));
        Assert.Equal(gone.Time("next_run_at"), (await ada.ReadAsync($"/schedule/jobs/{gone.Id()}")).Time("next_run_at"));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Casablanca")]
    [InlineData("UTC")]
    public void What_is_kept_of_rules_says_what_they_say(string name)
    {
        var (zone, from, until) = (Zone.Of(name), Times.Utc("2026-01-01"), Times.Utc("2031-01-01"));
        var offsets = ZoneOffsets.Parse(ZoneOffsets.Of(zone, from, until).ToJson());

        Assert.Equal(until, offsets.Until);
        for (var at = from; at < until; at = at.AddMinutes(30))
        {
            Assert.Equal(zone.OffsetAt(at), offsets.At(at));
        }

        Assert.False(offsets.Differs(ZoneOffsets.Of(zone, from.AddYears(1), until.AddYears(1)), from.AddYears(1), until));
        Assert.True(offsets.Differs(ZoneOffsets.Of(Zone.Of("Asia/Kolkata"), from, until), from, until));
    }

    private static Task CheckAsync(SchedulerHost host) => host.Services.GetRequiredService<ZoneRules>().CheckAsync(CancellationToken.None);

    // As if the machine's files had said so when it was looked at last.
    private static Task FormerlyAsync(SchedulerHost host, string zone, int seconds) => host.ExecuteAsync(
        "update zone_rules set offsets = (select jsonb_agg(case when jsonb_array_length(part) = 2 then jsonb_build_array(part -> 0, (part ->> 1)::int + $2) else part end) from jsonb_array_elements(offsets) part) where zone = $1",
        zone, seconds);
}
