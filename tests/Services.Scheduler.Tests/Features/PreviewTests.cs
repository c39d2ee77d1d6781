using System.Net;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Features;

public sealed class PreviewTests(SharedScheduler shared) : IClassFixture<SharedScheduler>
{
    [Fact]
    public async Task The_next_times_come_with_the_zones_offset_through_a_change_of_the_clocks()
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var preview = await ada.ReadAsync("/schedule/preview?kind=daily&hour=2&minute=30&time_zone=Europe/Berlin&after=2030-03-30T00:00:00Z&count=3");
        Assert.Equal("Europe/Berlin", preview.Text("time_zone"));
        Assert.Equal(["2030-03-30T02:30:00+01:00", "2030-03-31T03:00:00+02:00", "2030-04-01T02:30:00+02:00"],
            preview["next_runs"]!.AsArray().Select(static run => run!.GetValue<string>()));
    }

    [Fact]
    public async Task A_preview_takes_the_users_zone_and_five_times_and_makes_no_job()
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var preview = await ada.ReadAsync("/schedule/preview?kind=cron&expression=0+9+*+*+1-5");
        Assert.Equal("Asia/Shanghai", preview.Text("time_zone"));
        Assert.Equal(5, preview["next_runs"]!.AsArray().Count);
        Assert.Single((await ada.ReadAsync("/schedule/preview?kind=at&time=2030-01-07T09:00:00Z"))["next_runs"]!.AsArray());
        Assert.Empty((await ada.ReadAsync("/schedule/jobs"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("", "kind")]
    [InlineData("kind=daily&hour=x&minute=0", "hour", "hour")]
    [InlineData("kind=daily&hour=9%00&minute=0", "hour")]
    [InlineData("kind=every&seconds=60%00&count=%EF%BC%95", "seconds", "count")]
    [InlineData("kind=cron&expression=0%00+9+*+*+*", "expression")]
    [InlineData("kind=every&seconds=60&count=51", "count")]
    [InlineData("kind=every&seconds=60&count=0&after=yesterday&time_zone=X", "count", "after", "time_zone")]
    [InlineData("kind=every&seconds=60&after=9999-01-01T00:00:00Z", "after")]
    [InlineData("kind=cron&expression=0+0+31+2+*", "expression")]
    public async Task Every_wrong_parameter_is_named(string query, params string[] fields)
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var problem = await ada.ReadAsync($"/schedule/preview?{query}", HttpStatusCode.BadRequest);
        Assert.Equal(fields.Distinct().Order(), problem.Fields().Order());
    }
}
