using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Making;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class WorkerOptionsValidator : IValidateOptions<WorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkerOptions options)
    {
        var errors = new List<string>();
        Require(options.Parallelism is >= 1 and <= 64, "Reports:Parallelism must be from 1 to 64");
        Require(options.ScheduledParallelism is >= 1 and <= 64, "Reports:ScheduledParallelism must be from 1 to 64");
        Require(IsWithin(options.Lease, 3_000, 600_000), "Reports:Lease must be from 00:00:03 to 00:10:00");
        Require(IsWithin(options.Poll, 50, 60_000), "Reports:Poll must be from 00:00:00.050 to 00:01:00");
        Require(options.MaximumAttempts is >= 1 and <= 20, "Reports:MaximumAttempts must be from 1 to 20");
        Require(IsWithin(options.BackOff, 10, 60_000), "Reports:BackOff must be from 00:00:00.010 to 00:01:00");
        Require(IsWithin(options.LongestWait, 1_000, 86_400_000), "Reports:LongestWait must be from 00:00:01 to 1.00:00:00");
        Require(IsWithin(options.FreshFor, 0, 86_400_000), "Reports:FreshFor must be from 00:00:00 to 1.00:00:00");
        Require(IsWithin(options.StaleFor, 0, 2_592_000_000), "Reports:StaleFor must be from 00:00:00 to 30.00:00:00");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add(error);
            }
        }
    }

    private static bool IsWithin(TimeSpan value, long minimum, long maximum) =>
        value >= TimeSpan.FromMilliseconds(minimum) && value <= TimeSpan.FromMilliseconds(maximum);
}
