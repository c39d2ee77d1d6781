using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Archive;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class ArchiveOptionsValidator : IValidateOptions<ArchiveOptions>
{
    public ValidateOptionsResult Validate(string? name, ArchiveOptions options)
    {
        var errors = new List<string>();
        Require(IsWithin(options.InlineFor, TimeSpan.Zero, TimeSpan.FromDays(366)), "InlineFor must be from 00:00:00 to 366.00:00:00");
        Require(IsWithin(options.ColdAfter, TimeSpan.Zero, TimeSpan.FromDays(3_660)), "ColdAfter must be from 00:00:00, for never, to 3660.00:00:00");
        Require(IsWithin(options.RecalledFor, TimeSpan.FromHours(1), TimeSpan.FromDays(366)), "RecalledFor must be from 01:00:00 to 366.00:00:00");
        Require(IsWithin(options.Retention, TimeSpan.FromDays(1), TimeSpan.FromDays(3_660)), "Retention must be from 1.00:00:00 to 3660.00:00:00");
        Require(IsWithin(options.RetentionInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)), "RetentionInterval must be from 00:00:01 to 1.00:00:00");
        Require(IsWithin(options.SweepInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30)), "SweepInterval must be from 00:00:01 to 30.00:00:00");
        Require(IsWithin(options.OrphanAge, TimeSpan.FromMinutes(10), TimeSpan.FromDays(30)), "OrphanAge must be from 00:10:00 to 30.00:00:00");
        Require(IsWithin(options.Poll, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(10)), "Poll must be from 00:00:00.050 to 00:10:00");
        Require(options.Batch is >= 1 and <= 1_000, "Batch must be from 1 to 1000");
        Require(options.Parallelism is >= 1 and <= 64, "Parallelism must be from 1 to 64");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add($"{ArchiveOptions.Section}:{error}");
            }
        }
    }

    private static bool IsWithin(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;
}
