using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Tenancy;

/// <summary>Stops the start of a service whose context keys are missing or wrong, naming the key to set.</summary>
internal sealed class TenancyOptionsValidator(Module module) : IValidateOptions<TenancyOptions>
{
    public ValidateOptionsResult Validate(string? name, TenancyOptions options)
    {
        var failures = new List<string>();
        ContextKeyRing.Read(options, module, failures);
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
