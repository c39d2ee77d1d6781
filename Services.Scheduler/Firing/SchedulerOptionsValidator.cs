using Microsoft.Extensions.Options;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Stops the start on impossible options, naming each key.</summary>
internal sealed class SchedulerOptionsValidator : IValidateOptions<SchedulerOptions>
{
    public ValidateOptionsResult Validate(string? name, SchedulerOptions options)
    {
        var failures = new List<string>();
        Require(options.PollInterval >= TimeSpan.FromMilliseconds(100) && options.PollInterval <= TimeSpan.FromMinutes(1),
            "Scheduler:PollInterval must be between 100 milliseconds and 1 minute.");
        Require(options.BatchSize is >= 1 and <= 5000, "Scheduler:BatchSize must be between 1 and 5000.");
        Require(options.Parallelism is >= 1 and <= 64, "Scheduler:Parallelism must be between 1 and 64.");
        Require(options.RunsPerSecond is null or (>= 0.01 and <= 100_000), "Scheduler:RunsPerSecond must be between 0.01 and 100000.");
        Require(options.Lease >= TimeSpan.FromSeconds(1) && options.Lease <= TimeSpan.FromMinutes(10),
            "Scheduler:Lease must be between 1 second and 10 minutes.");
        Require(options.MaximumAttempts is >= 5 and <= 100, "Scheduler:MaximumAttempts must be between 5 and 100.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Require(bool holds, string failure)
        {
            if (!holds)
            {
                failures.Add(failure);
            }
        }
    }
}
