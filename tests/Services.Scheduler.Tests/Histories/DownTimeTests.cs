using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Days;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Histories;

/// <summary>A user's hundred jobs that run each minute, before, while and after nobody scans; the clock goes back too.</summary>
public sealed class DownTimeTests
{
    private static readonly TimeSpan Running = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(10)]
    [InlineData(3_600)]
    [InlineData(3 * 86_400)]
    [InlineData(40 * 86_400)]
    public async Task After_a_down_time_a_hundred_jobs_of_each_minute_have_each_minute_once(int seconds)
    {
        await using var host = new SchedulerHost();
        _ = host.Services;
        var down = TimeSpan.FromSeconds(seconds);
        var history = await History.BeginAsync(host, Enumerable.Range(0, 100).Select(EachMinute));

        await RunAsync(host, Running);
        host.Clock.Advance(down);
        await host.ScanAsync();
        host.Clock.AdjustTime(host.Clock.GetUtcNow() - TimeSpan.FromHours(1));
        await host.ScanAsync();
        await RunAsync(host, TimeSpan.FromHours(1) + Running);

        var (fired, skipped) = await history.CheckAsync(host, host.Clock.GetUtcNow(), $"{down} down");
        var minutes = (int)(host.Clock.GetUtcNow() - SchedulerHost.Start).TotalMinutes;
        Assert.Equal(100 * minutes, fired + skipped);
        // All of a third of them, at most a hundred of what was missed; of the others one.
        Assert.InRange(fired, 100 * 6, (34 * Math.Min(minutes, 107)) + (66 * 9));
    }

    private static async Task RunAsync(SchedulerHost host, TimeSpan span)
    {
        for (var end = host.Clock.GetUtcNow() + span; host.Clock.GetUtcNow() < end;)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(30));
            await host.ScanAsync();
        }
    }

    private static Job EachMinute(int number)
    {
        var schedule = number % 2 == 0 ? new ScheduleSpec(ScheduleKind.Cron, Expression: "* * * * *") : new ScheduleSpec(ScheduleKind.Every, Seconds: 60);
        var draft = new JobDraft(null, schedule, null, new JobPayload(PayloadType.Report, "daily"), Misfire.Names.ElementAt(number % Misfire.Names.Count), 3_600);
        return Job.New(draft, ZoneName.Parse("Europe/Berlin"), ExcludedDays.None, SchedulerHost.Start);
    }
}
