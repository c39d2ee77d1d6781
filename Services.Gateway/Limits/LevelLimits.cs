using System.Collections.Frozen;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>What one level says of a caller's limits, and what counts it: a tenant of all of them, a user or a key of those of which it has an amount of its own.</summary>
/// <param name="level">One of <see cref="LimitLevels"/>.</param>
/// <param name="meter">Counts its calls.</param>
/// <param name="amounts">What it says.</param>
internal sealed class LevelLimits(string level, Meter meter, LevelAmounts amounts)
{
    /// <summary>Which level it is.</summary>
    public string Level { get; } = level;

    /// <summary>Counts its calls.</summary>
    public Meter Meter { get; } = meter;

    /// <summary>Its amount; null: it says nothing of that one.</summary>
    public long? this[QuotaType quota] => amounts[quota];

    /// <summary>How many calls it allows; null: it says nothing of them.</summary>
    public Allowed? Of(CallLimit limit) => amounts.Of(limit);

    /// <summary>What holds for a user or a key beside its tenant's; null where that is nothing, as it is for most.</summary>
    public static LevelLimits? OfOwn(string level, Func<QuotaType, long?> amount, string zone, Func<Meter> meter)
    {
        var own = QuotaType.All.Select(quota => (Quota: quota, Amount: amount(quota))).Where(static one => one.Amount is not null)
            .ToFrozenDictionary(static one => one.Quota, static one => one.Amount);
        return own.Count == 0 ? null : new(level, meter(), new LevelAmounts(zone, quota => own.GetValueOrDefault(quota), own.Keys.ToHashSet(), KnownLimits.None));
    }
}
