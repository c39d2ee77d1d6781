using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Contracts.Events;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Features;

/// <summary>Jobs of each second day or third week, that begin one day and end at a time.</summary>
public sealed class IntervalTests
{
    // The host's clock stands on Monday, 2030-01-07 08:00 UTC.
    private static JsonObject Body(string members) => JsonNode.Parse($$$"""{{{{members}}},"minute":0,"time_zone":"UTC","payload":{"type":"report","report_type":"daily"}}""")!.AsObject();

    [Fact]
    public async Task Each_second_week_counts_from_the_first_that_comes_and_says_so()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Body("\"kind\":\"weekly\",\"hour\":9,\"day_of_week\":\"wed\",\"interval\":2"));
        Assert.Equal(("every 2 weeks wed 09:00", 2, "2030-01-09", Times.Utc("2030-01-09 09:00")), (job.Text("name"), job["interval"]!.GetValue<int>(), job.Text("starts_on"), job.Time("next_run_at")));

        var preview = await ada.ReadAsync($"/schedule/preview?job_id={job.Id()}&count=3");
        host.Clock.SetUtcNow(Times.Utc("2030-02-01 00:00"));
        await host.ScanAsync();

        Assert.Equal([Times.Utc("2030-01-09 09:00"), Times.Utc("2030-01-23 09:00"), Times.Utc("2030-02-06 09:00")], preview["next_runs"]!.AsArray().Select(static run => run!.GetValue<DateTimeOffset>()));
        Assert.Equal([Times.Utc("2030-01-23 09:00"), Times.Utc("2030-01-09 09:00")], (await ada.HistoryAsync(job.Id())).Select(static run => run.Time("scheduled_for")));
        Assert.Equal(Times.Utc("2030-02-06 09:00"), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
    }

    [Fact]
    public async Task Another_time_of_day_and_another_zone_keep_the_count()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.TimeZone = "UTC";
        var path = $"/schedule/jobs/{(await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, interval = 3, payload = Wire.Report() })).Id()}";
        host.Clock.SetUtcNow(Times.Utc("2030-01-07 10:00"));
        await host.ScanAsync();

        var later = await ada.SendAsync(HttpMethod.Patch, path, new { hour = 11 }, HttpStatusCode.OK);
        Assert.Equal(("2030-01-07", Times.Utc("2030-01-07 11:00")), (later.Text("starts_on"), later.Time("next_run_at")));
        host.Clock.SetUtcNow(Times.Utc("2030-01-07 12:00"));
        await host.ScanAsync();
        host.Tenants.TimeZone = "Asia/Tokyo";
        await host.HandleAsync(host.Ada, new UserConfigUpdated("ada", 9));

        Assert.Equal(Times.Utc("2030-01-10 02:00"), (await ada.ReadAsync(path)).Time("next_run_at"));
        Assert.Equal("2030-01-07", (await ada.SendAsync(HttpMethod.Patch, path, new { interval = 2 }, HttpStatusCode.OK)).Text("starts_on"));
        Assert.Equal(Times.Utc("2030-01-08 02:00"), (await ada.SendAsync(HttpMethod.Patch, path, new { interval = 1 }, HttpStatusCode.OK)).Time("next_run_at"));
    }

    [Fact]
    public async Task A_job_is_done_behind_its_last_run_and_goes_on_where_it_is_not_to_end_any_more()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Body("\"kind\":\"daily\",\"hour\":9,\"ends_at\":\"2030-01-08T10:00:00+01:00\""));
        Assert.Equal(2, (await ada.ReadAsync($"/schedule/preview?job_id={job.Id()}"))["next_runs"]!.AsArray().Count);
        host.Clock.SetUtcNow(Times.Utc("2030-01-10 08:00"));
        await host.ScanAsync();

        var done = await ada.ReadAsync($"/schedule/jobs/{job.Id()}");
        Assert.Equal(("done", null, "2030-01-08T10:00:00+01:00"), (done.Text("status"), done["next_run_at"], done.Text("ends_at")));
        Assert.Equal(2, (await ada.HistoryAsync(job.Id())).Count);
        var on = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { ends_at = "never" }, HttpStatusCode.OK);
        Assert.Equal(("active", null, Times.Utc("2030-01-10 09:00")), (on.Text("status"), on["ends_at"], on.Time("next_run_at")));
        var hourly = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { kind = "every", seconds = 3600, ends_at = "never" }, HttpStatusCode.OK);
        Assert.Equal(("active", null), (hourly.Text("status"), hourly["ends_at"]));
        Assert.Equal(5, (await ada.ReadAsync("/schedule/preview?kind=every&seconds=600&ends_at=never"))["next_runs"]!.AsArray().Count);
    }

    [Fact]
    public async Task One_that_is_spread_ends_by_its_wish()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var wish = Body("\"kind\":\"weekly\",\"day_of_week\":\"mon\",\"hour\":9,\"interval\":2,\"timing\":\"spread\",\"ends_at\":\"2030-01-21T09:00:00Z\"").ToJsonString();
        await ada.CreateAsync(wish);
        var job = await ada.CreateAsync(wish);

        Assert.Equal([Times.Utc("2030-01-07 09:00:01"), Times.Utc("2030-01-21 09:00:01")],
            (await ada.ReadAsync($"/schedule/preview?job_id={job.Id()}"))["next_runs"]!.AsArray().Select(static run => run!.GetValue<DateTimeOffset>()));
    }

    [Theory]
    [InlineData("\"kind\":\"daily\",\"hour\":9,\"interval\":0", "interval")]
    [InlineData("\"kind\":\"daily\",\"hour\":9,\"interval\":53", "interval")]
    [InlineData("\"kind\":\"daily\",\"hour\":9,\"starts_on\":\"2030-02-30\"", "starts_on")]
    [InlineData("\"kind\":\"daily\",\"hour\":9,\"starts_on\":\"1969-12-31\"", "starts_on")]
    [InlineData("\"kind\":\"daily\",\"hour\":9,\"ends_at\":\"2030-01-07T07:59:00Z\"", "ends_at")]
    [InlineData("\"kind\":\"daily\",\"hour\":9,\"ends_at\":\"tomorrow\"", "ends_at")]
    public async Task What_is_wrong_is_named(string members, string field)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);

        Assert.Equal([field], (await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", Body(members), HttpStatusCode.BadRequest)).Fields());
    }

    [Fact]
    public async Task Kinds_that_count_otherwise_do_not_take_it()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var (every, at) = (new { kind = "every", seconds = 600, interval = 2, starts_on = "2030-01-08", payload = Wire.Report() }, new { kind = "at", time = "2030-02-01T09:00:00Z", ends_at = "2031-01-01T00:00:00Z", payload = Wire.Report() });

        Assert.Equal(["interval", "starts_on"], (await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", every, HttpStatusCode.BadRequest)).Fields().Order());
        Assert.Equal(["ends_at"], (await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", at, HttpStatusCode.BadRequest)).Fields());
        Assert.Equal(["ends_at", "interval", "starts_on"], (await ada.ReadAsync("/schedule/preview?kind=daily&hour=9&minute=0&interval=x&starts_on=y&ends_at=z", HttpStatusCode.BadRequest)).Fields().Order());
    }
}
