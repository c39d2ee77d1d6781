using Microsoft.Extensions.Options;
using Nanobot.Services.Gateway.Authentication.Jwt;

namespace Nanobot.Services.Gateway.Authentication;

/// <summary>Stops the start where an issuer or a limit cannot be used, naming the key to set.</summary>
internal sealed class AuthenticationOptionsValidator : IValidateOptions<AuthenticationOptions>
{
    private const int MaximumIssuers = 16;

    public ValidateOptionsResult Validate(string? name, AuthenticationOptions options)
    {
        var failures = new List<string>();
        for (var i = 0; i < options.Issuers.Count; i++)
        {
            if (IssuerFactory.Problem(options.Issuers[i]) is { } problem)
            {
                failures.Add($"Authentication:Issuers:{i}{problem}");
            }
        }

        Require(options.Issuers.Count <= MaximumIssuers, $"Authentication:Issuers takes at most {MaximumIssuers}.");
        Require(options.Issuers.Select(issuer => issuer.Issuer).Distinct(StringComparer.Ordinal).Count() == options.Issuers.Count,
            "Authentication:Issuers must have different values of Issuer.");
        Require(options.KnownFor >= TimeSpan.FromSeconds(1) && options.KnownFor <= TimeSpan.FromMinutes(5),
            "Authentication:KnownFor must be between 1 second and 5 minutes.");
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
