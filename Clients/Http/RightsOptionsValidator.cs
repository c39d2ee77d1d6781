using Microsoft.Extensions.Options;

namespace Nanobot.Clients.Http;

/// <summary>Stops the start on an impossible value, naming the key.</summary>
internal sealed class RightsOptionsValidator : IValidateOptions<RightsOptions>
{
    public ValidateOptionsResult Validate(string? name, RightsOptions options)
    {
        var failures = new List<string>();
        if (options.KnownFor < TimeSpan.FromSeconds(1) || options.KnownFor > TimeSpan.FromMinutes(5))
        {
            failures.Add("Policies:KnownFor must be between 1 second and 5 minutes.");
        }

        if (options.KnownAtMost < options.KnownFor || options.KnownAtMost > TimeSpan.FromHours(1))
        {
            failures.Add("Policies:KnownAtMost must be between Policies:KnownFor and 1 hour.");
        }

        if (options.ComparedFor < options.KnownAtMost || options.ComparedFor > TimeSpan.FromHours(24))
        {
            failures.Add("Policies:ComparedFor must be between Policies:KnownAtMost and 24 hours.");
        }

        if (options.Capacity is < 100 or > 1_000_000)
        {
            failures.Add("Policies:Capacity must be between 100 and 1,000,000.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
