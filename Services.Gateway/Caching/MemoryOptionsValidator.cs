using Microsoft.Extensions.Options;

namespace Nanobot.Services.Gateway.Caching;

/// <summary>Stops the start on an impossible limit, naming the key.</summary>
internal sealed class MemoryOptionsValidator : IValidateOptions<MemoryOptions>
{
    public ValidateOptionsResult Validate(string? name, MemoryOptions options)
    {
        var failures = new List<string>();
        Require(options.KnownFor >= TimeSpan.FromSeconds(1) && options.KnownFor <= TimeSpan.FromMinutes(5),
            "Authentication:KnownFor must be between 1 second and 5 minutes.");
        Require(options.KnownAtMost >= options.KnownFor && options.KnownAtMost <= TimeSpan.FromHours(1),
            "Authentication:KnownAtMost must be between Authentication:KnownFor and 1 hour.");
        Require(options.ComparedFor >= options.KnownAtMost && options.ComparedFor <= TimeSpan.FromHours(24),
            "Authentication:ComparedFor must be between Authentication:KnownAtMost and 24 hours.");
        Require(options.UnknownFor >= TimeSpan.FromMilliseconds(100) && options.UnknownFor <= TimeSpan.FromSeconds(30),
            "Authentication:UnknownFor must be between 0.1 and 30 seconds.");
        Require(options.CacheCapacity is >= 100 and <= 10_000_000, "Authentication:CacheCapacity must be between 100 and 10,000,000.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

        void Require(bool holds, string message)
        {
            if (!holds)
            {
                failures.Add(message);
            }
        }
    }
}
