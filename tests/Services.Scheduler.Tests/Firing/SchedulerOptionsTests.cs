using Nanobot.Services.Scheduler.Firing;

namespace Nanobot.Services.Scheduler.Tests.Firing;

public sealed class SchedulerOptionsTests
{
    [Fact]
    public void The_defaults_are_possible() =>
        Assert.True(new SchedulerOptionsValidator().Validate(null, new SchedulerOptions()).Succeeded);

    [Fact]
    public void Every_impossible_option_is_named()
    {
        var options = new SchedulerOptions
        {
            PollInterval = TimeSpan.FromMilliseconds(10),
            BatchSize = 0,
            Parallelism = 65,
            RunsPerSecond = 0,
            Lease = TimeSpan.FromMinutes(11),
            MaximumAttempts = 1,
        };
        var failures = new SchedulerOptionsValidator().Validate(null, options).Failures!.ToList();
        Assert.Equal(["Scheduler:PollInterval", "Scheduler:BatchSize", "Scheduler:Parallelism", "Scheduler:RunsPerSecond", "Scheduler:Lease", "Scheduler:MaximumAttempts"],
            failures.Select(static failure => failure.Split(' ')[0]));
    }
}
