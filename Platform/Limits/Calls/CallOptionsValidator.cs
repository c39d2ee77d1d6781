using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Limits.Calls;

/// <summary>Stops the start of a service whose options are out of range, naming each of them.</summary>
internal sealed class CallOptionsValidator : IValidateOptions<CallOptions>
{
    public ValidateOptionsResult Validate(string? name, CallOptions options)
    {
        var failures = new List<string>();
        Check(options.StoreTimeout >= TimeSpan.FromMilliseconds(10) && options.StoreTimeout <= TimeSpan.FromSeconds(5), "StoreTimeout must be between 10 ms and 5 s");
        Check(options.IdleAfter >= TimeSpan.FromSeconds(1) && options.IdleAfter <= TimeSpan.FromHours(1), "IdleAfter must be between 1 s and 1 h");
        Check(options.MostWaiting is >= 1 and <= 1_000_000, "MostWaiting must be between 1 and 1,000,000");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Check(bool isRight, string rule)
        {
            if (!isRight)
            {
                failures.Add($"Limits:{rule}.");
            }
        }
    }
}
