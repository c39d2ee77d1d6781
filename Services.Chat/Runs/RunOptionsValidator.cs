using Microsoft.Extensions.Options;

namespace Nanobot.Services.Chat.Runs;

/// <summary>Names every impossible value of section <c>Runs</c> at once.</summary>
internal sealed class RunOptionsValidator : IValidateOptions<RunOptions>
{
    public ValidateOptionsResult Validate(string? name, RunOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.Parallelism is >= 0 and <= 256, "Runs:Parallelism must be from 0 to 256."),
            (IsWithin(options.Poll, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1)), "Runs:Poll must be from 00:00:00.050 to 00:01:00."),
            (options.MaximumAttempts is >= 1 and <= 20, "Runs:MaximumAttempts must be from 1 to 20."),
            (IsWithin(options.BackOff, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1)), "Runs:BackOff must be from 00:00:00.010 to 00:01:00."),
            (options.MostOfSession is >= 1 and <= 1000, "Runs:MostOfSession must be from 1 to 1000."),
            (options.MostOfUser is >= 1 and <= 10_000, "Runs:MostOfUser must be from 1 to 10000."),
            (IsWithin(options.Retention, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365)), "Runs:Retention must be from 00:01:00 to 365.00:00:00."),
            (IsWithin(options.EventsKept, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)), "Runs:EventsKept must be from 00:00:01 to 1.00:00:00."),
            (options.MostEvents is >= 10 and <= 1_000_000, "Runs:MostEvents must be from 10 to 1000000."),
        ];
        var errors = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }

    private static bool IsWithin(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;
}
