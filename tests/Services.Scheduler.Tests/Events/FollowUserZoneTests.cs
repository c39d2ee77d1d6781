using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Events;

public sealed class FollowUserZoneTests
{
    // The host's clock stands at 2030-01-07 08:00 UTC.
    private static readonly object Nine = new { kind = "daily", hour = 9, minute = 0, payload = Wire.Report() };

    [Fact]
    public async Task A_job_that_names_no_zone_follows_its_users_and_says_so()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = "Europe/Berlin";
        var job = await ada.CreateAsync(Nine);
        Assert.Equal(("user", "Europe/Berlin", Times.Utc("2030-01-08 08:00")), (job.Text("zone_mode"), job.Text("time_zone"), job.Time("next_run_at")));

        await MoveAsync(host, "Asia/Shanghai");

        var moved = await ada.ReadAsync($"/schedule/jobs/{job.Id()}");
        Assert.Equal(("user", "Asia/Shanghai", Times.Utc("2030-01-08 01:00")), (moved.Text("zone_mode"), moved.Text("time_zone"), moved.Time("next_run_at")));
        Assert.Equal(["user_zone Europe/Berlin Asia/Shanghai 2030-01-08T08:00:00+00:00 -> 2030-01-08T01:00:00+00:00 ada"], await host.RearmedAsync());
    }

    [Fact]
    public async Task Jobs_that_stay_in_a_zone_and_changes_of_other_preferences_are_left_alone()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = "Europe/Berlin";
        var named = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "Europe/Berlin", payload = Wire.Report() });
        var pinned = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, zone_mode = "fixed", payload = Wire.Report() });
        Assert.Equal(("fixed", "fixed", "Europe/Berlin"), (named.Text("zone_mode"), pinned.Text("zone_mode"), pinned.Text("time_zone")));
        var asked = host.Tenants.Calls;

        await MoveAsync(host, "Asia/Shanghai");

        // Nobody needs to know where the user is.
        Assert.Equal(asked, host.Tenants.Calls);
        var follows = await ada.CreateAsync(Nine);
        await MoveAsync(host, "Asia/Shanghai");
        foreach (var job in new[] { named, pinned, follows })
        {
            Assert.Equal(job.ToJsonString(), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).ToJsonString());
        }

        Assert.Empty(await host.RearmedAsync());
    }

    [Theory]
    // West of where today's has been: not again today, and in the west tomorrow.
    [InlineData("Europe/Berlin", "09:30", "America/New_York", "2030-01-09 14:00")]
    // East of it: tomorrow's, by the new clocks.
    [InlineData("Europe/Berlin", "09:30", "Asia/Tokyo", "2030-01-09 00:00")]
    // West before today's has been: today's is yet to come, later.
    [InlineData("Europe/Berlin", "08:30", "America/New_York", "2030-01-08 14:00")]
    // East before today's has been, to where nine is past already: tomorrow.
    [InlineData("Europe/Berlin", "08:30", "Asia/Tokyo", "2030-01-09 00:00")]
    // East before today's has been, to where it is yet to come: today, sooner.
    [InlineData("America/New_York", "02:30", "Europe/Berlin", "2030-01-08 08:00")]
    public async Task A_daily_run_comes_at_most_once_on_a_day_of_the_users_clocks(string from, string movesAt, string to, string expected)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = from;
        host.Clock.SetUtcNow(Times.Utc("2030-01-07 21:00"));
        var job = await ada.CreateAsync(Nine);
        host.Clock.SetUtcNow(Times.Utc($"2030-01-08 {movesAt}") - TimeZoneInfo.FindSystemTimeZoneById(from).GetUtcOffset(SchedulerHost.Start));
        await host.ScanAsync();

        await MoveAsync(host, to);

        Assert.Equal(Times.Utc(expected), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
    }

    [Theory]
    [InlineData("0 9 * * *", "2030-01-08T00:00:00+00:00 - skipped moved")]
    [InlineData("0 9,10 * * *", "2030-01-08T00:00:00+00:00 2030-01-09T00:00:00+00:00 skipped moved")]
    // It has run since midnight, by the clocks of Berlin.
    [InlineData("0 7-9 * * *", "2030-01-08T07:00:00+00:00 - requested -", "2030-01-08T06:00:00+00:00 - skipped -")]
    public async Task A_run_that_the_clocks_are_moved_past_is_in_the_history(string expression, params string[] history)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = "Europe/Berlin";
        host.Clock.SetUtcNow(Times.Utc("2030-01-07 21:00"));
        var job = await ada.CreateAsync(new { kind = "cron", expression, payload = Wire.Report() });
        host.Clock.SetUtcNow(Times.Utc("2030-01-08 07:30"));
        await host.ScanAsync();

        await MoveAsync(host, "Asia/Tokyo");
        await MoveAsync(host, "Asia/Tokyo");
        await MoveAsync(host, "Europe/Berlin");

        Assert.Equal(history, (await ada.HistoryAsync(job.Id())).Select(static run => $"{run.Text("scheduled_for")} {run["skipped_until"] ?? "-"} {run.Text("status")} {run["reason"] ?? "-"}"));
    }

    [Fact]
    public async Task However_often_the_user_moves_on_a_day_a_run_that_has_been_does_not_come_again()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = "Europe/Berlin";
        host.Clock.SetUtcNow(Times.Utc("2030-01-08 07:00"));
        var job = await ada.CreateAsync(Nine);
        host.Clock.SetUtcNow(Times.Utc("2030-01-08 08:00"));
        await host.ScanAsync();
        Assert.Single(await ada.HistoryAsync(job.Id()));

        // At half past nine in Berlin to New York, half an hour later to the Azores, where it is eight.
        host.Clock.SetUtcNow(Times.Utc("2030-01-08 08:30"));
        await MoveAsync(host, "America/New_York");
        host.Clock.SetUtcNow(Times.Utc("2030-01-08 09:00"));
        await MoveAsync(host, "Atlantic/Azores");
        host.Clock.SetUtcNow(Times.Utc("2030-01-09 09:59"));
        await host.ScanAsync();
        Assert.Single(await ada.HistoryAsync(job.Id()));

        host.Clock.SetUtcNow(Times.Utc("2030-01-09 10:00"));
        await host.ScanAsync();
        Assert.Equal([Times.Utc("2030-01-09 10:00"), Times.Utc("2030-01-08 08:00")], (await ada.HistoryAsync(job.Id())).Select(static run => run.Time("scheduled_for")));
    }

    [Fact]
    public async Task A_run_that_is_due_when_the_user_moves_is_made_and_none_of_its_day_after_it()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = "Europe/Berlin";
        host.Clock.SetUtcNow(Times.Utc("2030-01-08 07:00"));
        var job = await ada.CreateAsync(Nine);
        host.Clock.SetUtcNow(Times.Utc("2030-01-08 08:00:01"));

        await MoveAsync(host, "America/New_York");
        Assert.Equal(Times.Utc("2030-01-08 08:00"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
        await host.ScanAsync();

        Assert.Equal(Times.Utc("2030-01-08 08:00"), Assert.Single(await ada.HistoryAsync(job.Id())).Time("scheduled_for"));
        Assert.Equal(Times.Utc("2030-01-09 14:00"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
    }

    [Fact]
    public async Task Whose_clocks_a_job_follows_can_be_changed_and_said_once_only()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = "Europe/Berlin";
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "Asia/Tokyo", payload = Wire.Report() });

        var follows = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { zone_mode = "user" }, HttpStatusCode.OK);
        Assert.Equal(("user", "Europe/Berlin", Times.Utc("2030-01-08 08:00")), (follows.Text("zone_mode"), follows.Text("time_zone"), follows.Time("next_run_at")));
        await MoveAsync(host, "Asia/Shanghai");
        var stays = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { zone_mode = "fixed" }, HttpStatusCode.OK);
        Assert.Equal(("fixed", "Asia/Shanghai", Times.Utc("2030-01-08 01:00")), (stays.Text("zone_mode"), stays.Text("time_zone"), stays.Time("next_run_at")));
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { zone_mode = "user" }, HttpStatusCode.OK);
        var named = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { time_zone = "UTC" }, HttpStatusCode.OK);
        Assert.Equal(("fixed", "UTC"), (named.Text("zone_mode"), named.Text("time_zone")));

        var both = new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", zone_mode = "user", payload = Wire.Report() };
        Assert.Equal(["time_zone"], (await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", both, HttpStatusCode.BadRequest)).Fields());
        Assert.Equal(["time_zone"], (await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { time_zone = "UTC", zone_mode = "user" }, HttpStatusCode.BadRequest)).Fields());
        Assert.Equal(["zone_mode"], (await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { zone_mode = "mine" }, HttpStatusCode.BadRequest)).Fields());
    }

    [Fact]
    public async Task Elapsed_time_and_paused_jobs_change_their_zone_alone()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = "Europe/Berlin";
        var every = await ada.CreateAsync(new { kind = "every", seconds = 3600, payload = Wire.Report() });
        var paused = await ada.CreateAsync(Nine);
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{paused.Id()}", new { enabled = false }, HttpStatusCode.OK);

        await MoveAsync(host, "Asia/Shanghai");

        var moved = await ada.ReadAsync($"/schedule/jobs/{every.Id()}");
        Assert.Equal(("Asia/Shanghai", every.Time("next_run_at")), (moved.Text("time_zone"), moved.Time("next_run_at")));
        Assert.Equal(("Asia/Shanghai", "paused"), ((await ada.ReadAsync($"/schedule/jobs/{paused.Id()}")).Text("time_zone"), (await ada.ReadAsync($"/schedule/jobs/{paused.Id()}")).Text("status")));
        Assert.Empty(await host.RearmedAsync());
    }

    [Fact]
    public async Task While_nobody_says_where_the_user_is_nothing_moves_and_the_event_comes_again()
    {
        await using var host = new SchedulerHost(live: true);
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Nine);
        host.Tenants.Status = HttpStatusCode.ServiceUnavailable;

        await Assert.ThrowsAsync<ModuleUnavailableException>(() => MoveAsync(host, "Europe/Berlin"));

        Assert.Equal(job.ToJsonString(), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).ToJsonString());
    }

    [Fact]
    public async Task An_event_in_anothers_name_moves_nothing()
    {
        await using var host = new SchedulerHost();
        await Assert.ThrowsAsync<InvalidOperationException>(() => HandleAsync(host, host.Ada, new UserConfigUpdated("eve", 2)));
    }

    [Fact]
    public async Task A_job_that_cannot_be_read_keeps_no_other_from_following()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = "Europe/Berlin";
        var broken = await ada.CreateAsync(Nine);
        var job = await ada.CreateAsync(Nine);
        await host.ExecuteAsync("update jobs set payload = 'null' where job_id = $1", Guid.Parse(broken.Id()));

        await MoveAsync(host, "Asia/Shanghai");

        Assert.Equal("Asia/Shanghai", (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Text("time_zone"));
    }

    private static Task MoveAsync(SchedulerHost host, string zone)
    {
        host.Tenants.TimeZone = zone;
        return HandleAsync(host, host.Ada, new UserConfigUpdated("ada", 2));
    }

    private static async Task HandleAsync(SchedulerHost host, TenantContext context, UserConfigUpdated updated)
    {
        await using var scope = host.Services.CreateAsyncScope();
        using var tenant = TenantScope.Begin(context);
        var handler = scope.ServiceProvider.GetRequiredService<IEventHandler<UserConfigUpdated>>();
        await host.Services.GetRequiredService<TenantDb>().TransactionAsync(context, async transaction =>
        {
            await handler.HandleAsync(updated, transaction, CancellationToken.None);
            return true;
        }, CancellationToken.None);
    }
}
