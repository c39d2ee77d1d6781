using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Firing;

/// <summary>A rate that runs keep to, however many are due.</summary>
public sealed class FiringPaceTests
{
    [Fact]
    public async Task No_more_runs_are_made_in_a_second_than_there_may_be_by_however_many_scans()
    {
        await using var host = new SchedulerHost([new("Scheduler:RunsPerSecond", "10")]);
        await host.SeedAsync(40, SchedulerHost.Start);
        var scan = host.Services.GetRequiredService<DueScan>();
        List<int> fired = [];

        for (var second = 0; second < 5; second++)
        {
            fired.Add((await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => scan.LookAsync(CancellationToken.None)))).Sum());
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([10, 10, 10, 10, 0], fired);
    }

    [Fact]
    public async Task What_one_job_has_missed_counts_run_by_run()
    {
        await using var host = new SchedulerHost([new("Scheduler:RunsPerSecond", "1")]);
        using var ada = host.ClientFor(host.Ada);
        var missed = await ada.CreateAsync(new { kind = "every", seconds = 60, misfire = "all", payload = Wire.Report() });
        var other = await ada.CreateAsync(new { kind = "at", time = SchedulerHost.Start.AddMinutes(10), payload = Wire.Report() });
        host.Clock.Advance(TimeSpan.FromMinutes(10));

        await host.ScanAsync();
        Assert.Equal((10, 0), ((await ada.HistoryAsync(missed.Id())).Count, (await ada.HistoryAsync(other.Id())).Count));
        host.Clock.Advance(TimeSpan.FromSeconds(8));
        await host.ScanAsync();
        Assert.Empty(await ada.HistoryAsync(other.Id()));
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await host.ScanAsync();

        Assert.Single(await ada.HistoryAsync(other.Id()));
    }

    [Fact]
    public async Task A_rate_below_one_in_a_second_lets_one_run_come()
    {
        await using var host = new SchedulerHost([new("Scheduler:RunsPerSecond", "0.1")]);
        await host.SeedAsync(3, SchedulerHost.Start);
        var scan = host.Services.GetRequiredService<DueScan>();

        Assert.Equal(1, await scan.LookAsync(CancellationToken.None));
        Assert.Equal(0, await scan.LookAsync(CancellationToken.None));
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await scan.LookAsync(CancellationToken.None));
    }
}
