using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Tenancy;

/// <summary>Stops the start of a service whose context keys are missing or weak, naming the key to set.</summary>
internal sealed class TenancyOptionsValidator : IValidateOptions<TenancyOptions>
{
    private const int MinimumSecretLength = 22;

    public ValidateOptionsResult Validate(string? name, TenancyOptions options)
    {
        var failures = new List<string>();
        if (options.SigningKeys.Count is < 1 or > 2)
        {
            failures.Add("Tenancy:SigningKeys needs one key, or two during a rotation (Tenancy:SigningKeys:0 = \"id:secret\").");
        }

        for (var i = 0; i < options.SigningKeys.Count; i++)
        {
            var parts = options.SigningKeys[i].Split(':', 2);
            if (parts.Length != 2 || parts[0].Length is < 1 or > 32 || parts[1].Length < MinimumSecretLength)
            {
                failures.Add($"Tenancy:SigningKeys:{i} must be \"id:secret\" with a secret of at least {MinimumSecretLength} characters.");
            }
        }

        if (options.SigningKeys.Select(key => key.Split(':', 2)[0]).Distinct(StringComparer.Ordinal).Count() != options.SigningKeys.Count)
        {
            failures.Add("Tenancy:SigningKeys must have different ids.");
        }

        if (options.RequestLifetime < TimeSpan.FromSeconds(5) || options.RequestLifetime > TimeSpan.FromMinutes(10))
        {
            failures.Add("Tenancy:RequestLifetime must be between 5 seconds and 10 minutes.");
        }

        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > TimeSpan.FromSeconds(60))
        {
            failures.Add("Tenancy:ClockSkew must be between 0 and 60 seconds.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
