using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Metering.Pricing;

/// <summary>Names every impossible price at once.</summary>
internal sealed class PriceOptionsValidator : IValidateOptions<PriceOptions>
{
    private const long Largest = 1_000_000_000_000;
    private const int LongestVersion = 50;

    public ValidateOptionsResult Validate(string? name, PriceOptions options)
    {
        var failures = options.Models.SelectMany(static (price, at) => Faults(price, at)).ToList();
        if (options.Version is not { Length: > 0 and <= LongestVersion })
        {
            failures.Add($"Ai:Prices:Version must have 1 to {LongestVersion} characters.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Faults(ModelPrice price, int at)
    {
        if (string.IsNullOrWhiteSpace(price.Model))
        {
            yield return $"Ai:Prices:Models:{at}:Model is missing.";
        }

        foreach (var (key, amount) in new (string, long)[] { ("Input", price.Input), ("CachedInput", price.CachedInput ?? 0), ("Output", price.Output) })
        {
            if (amount is < 0 or > Largest)
            {
                yield return $"Ai:Prices:Models:{at}:{key} must be between 0 and {Largest}, not {amount}.";
            }
        }
    }
}
