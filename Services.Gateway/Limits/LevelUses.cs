using Nanobot.Contracts.Values;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>What is used of limits, by level and quota.</summary>
/// <param name="levels">What is used of each level's amounts.</param>
/// <param name="unknown">The quotas whose module did not answer.</param>
/// <param name="module">That module.</param>
internal sealed class LevelUses(IReadOnlyDictionary<string, Dictionary<QuotaType, UsedAmount>> levels, IReadOnlyList<QuotaType> unknown, string module)
{
    /// <summary>What is used of a level's amount; null where it is counted elsewhere, or not by this level.</summary>
    public UsedAmount? Of(string level, QuotaType quota) => levels.GetValueOrDefault(level)?.GetValueOrDefault(quota);

    /// <summary>The least that any level has left; null where none counts it.</summary>
    public long? Remaining(QuotaType quota) => levels.Values.Min(amounts => amounts.GetValueOrDefault(quota)?.Remaining);

    /// <summary>The module that counts it and does not answer; null where nothing is missing.</summary>
    public string? Unavailable(QuotaType quota) => unknown.Contains(quota) ? module : null;
}
