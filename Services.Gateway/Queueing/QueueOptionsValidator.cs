using Microsoft.Extensions.Options;

namespace Nanobot.Services.Gateway.Queueing;

/// <summary>Stops the start of a gateway whose queue is out of range, naming each setting.</summary>
internal sealed class QueueOptionsValidator : IValidateOptions<QueueOptions>
{
    public ValidateOptionsResult Validate(string? name, QueueOptions options)
    {
        string[] failures =
        [
            .. Check(options.LongestWait >= TimeSpan.FromSeconds(1) && options.LongestWait <= TimeSpan.FromMinutes(10), "LongestWait must be between 1 s and 10 min"),
            .. Check(options.MostOfTenant is >= 1 and <= 10_000, "MostOfTenant must be between 1 and 10,000"),
            .. Check(options.MostOfAll is >= 1 and <= 1_000_000, "MostOfAll must be between 1 and 1,000,000"),
            .. Check(options.LookEvery >= TimeSpan.FromMilliseconds(10) && options.LookEvery <= TimeSpan.FromSeconds(5), "LookEvery must be between 10 ms and 5 s"),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string[] Check(bool isRight, string rule) => isRight ? [] : [$"Queue:{rule}."];
}
