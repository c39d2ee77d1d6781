namespace Nanobot.Platform.Limits;

/// <summary>What each plan allows; section <c>Limits</c>. The same in every module: the AppHost hands it to all of them.</summary>
public sealed class TierOptions
{
    /// <summary>
    /// Amounts that take the place of the shipped ones, by plan and quota: <c>Limits:Tiers:free:api_calls_per_minute</c>. Each a whole number
    /// from 0 to 1,000,000,000,000, of money 0 to 1,000,000 with at most 6 places. Default: none.
    /// </summary>
    public Dictionary<string, Dictionary<string, decimal>> Tiers { get; set; } = new(StringComparer.Ordinal);
}
