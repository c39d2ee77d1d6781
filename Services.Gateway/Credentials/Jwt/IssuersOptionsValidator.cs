using Microsoft.Extensions.Options;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>Stops the start where an issuer cannot be used, naming the key to set.</summary>
internal sealed class IssuersOptionsValidator : IValidateOptions<IssuersOptions>
{
    private const int MaximumIssuers = 16;

    public ValidateOptionsResult Validate(string? name, IssuersOptions options)
    {
        var failures = new List<string>();
        for (var i = 0; i < options.Issuers.Count; i++)
        {
            if (IssuerFactory.Problem(options.Issuers[i]) is { } problem)
            {
                failures.Add($"Authentication:Issuers:{i}{problem}");
            }
        }

        if (options.Issuers.Count > MaximumIssuers)
        {
            failures.Add($"Authentication:Issuers takes at most {MaximumIssuers}.");
        }

        if (options.Issuers.DistinctBy(issuer => issuer.Issuer, StringComparer.Ordinal).Count() != options.Issuers.Count)
        {
            failures.Add("Authentication:Issuers must have different values of Issuer.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
