using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;

namespace Nanobot.Platform.Limits;

/// <summary>Stops the start of a service whose plans name what there is not, or amounts that cannot be.</summary>
internal sealed class TierOptionsValidator : IValidateOptions<TierOptions>
{
    public ValidateOptionsResult Validate(string? name, TierOptions options)
    {
        var failures = options.Tiers.SelectMany(static tier => Faults(tier.Key, tier.Value)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Faults(string tier, Dictionary<string, decimal> amounts)
    {
        if (!TenantTier.TryParse(tier, out _))
        {
            yield return $"Limits:Tiers:{tier} is no plan; it {TenantTier.Form}.";
        }

        foreach (var (quota, amount) in amounts)
        {
            if (!QuotaType.TryParse(quota, out var type))
            {
                yield return $"Limits:Tiers:{tier}:{quota} is no quota; it {QuotaType.Form}.";
            }
            else if (type.Counted(amount) is null)
            {
                yield return FormattableString.Invariant($"Limits:Tiers:{tier}:{quota} {type.AmountForm}, not {amount}.");
            }
        }
    }
}
