using Microsoft.Extensions.Options;

namespace Nanobot.Services.Chat.Memory;

/// <summary>Names every impossible value of section <c>Memory</c> at once.</summary>
internal sealed class MemoryOptionsValidator : IValidateOptions<MemoryOptions>
{
    public ValidateOptionsResult Validate(string? name, MemoryOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (IsWithin(options.Idle, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(7)), "Memory:Idle must be from 00:00:00.100 to 7.00:00:00."),
            (options.Parallelism is >= 0 and <= 64, "Memory:Parallelism must be from 0 to 64."),
            (options.MostOfTenant is >= 1 and <= 64, "Memory:MostOfTenant must be from 1 to 64."),
            (IsWithin(options.Poll, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(10)), "Memory:Poll must be from 00:00:00.050 to 00:10:00."),
            (IsWithin(options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)), "Memory:Timeout must be from 00:00:01 to 00:10:00."),
            (options.MaximumAttempts is >= 1 and <= 20, "Memory:MaximumAttempts must be from 1 to 20."),
            (IsWithin(options.BackOff, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)), "Memory:BackOff must be from 00:00:00.010 to 01:00:00."),
            (options.MostQuarantined is >= 0 and <= 1000, "Memory:MostQuarantined must be from 0 to 1000."),
        ];
        var errors = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
    }

    private static bool IsWithin(TimeSpan value, TimeSpan least, TimeSpan most) => value >= least && value <= most;
}
