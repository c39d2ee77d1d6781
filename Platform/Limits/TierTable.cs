using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;

namespace Nanobot.Platform.Limits;

/// <summary>What each plan allows: the shipped amounts, and in their place those that the installation sets.</summary>
public sealed class TierTable
{
    private static readonly QuotaType[] Columns =
    [
        QuotaType.TokensPerDay, QuotaType.TokensPerRequest, QuotaType.ApiCallsPerMinute, QuotaType.ApiCallsPerDay, QuotaType.Storage, QuotaType.ConcurrentRequests,
        QuotaType.Agents, QuotaType.Sessions, QuotaType.Plugins, QuotaType.CustomTools,
    ];

    private static readonly Dictionary<TenantTier, long[]> Shipped = new()
    {
        [TenantTier.Free] = [10_000, 2_048, 10, 1_000, 100, 2, 1, 10, 2, 2],
        [TenantTier.Basic] = [50_000, 4_096, 30, 5_000, 500, 5, 3, 50, 5, 10],
        [TenantTier.Professional] = [500_000, 8_192, 100, 50_000, 2_000, 20, 10, 200, 20, 50],
        [TenantTier.Enterprise] = [5_000_000, 32_768, 1_000, 500_000, 10_000, 100, 100, 1_000, 100, 500],
    };

    private readonly FrozenDictionary<string, QuotaSet> _tiers;

    private readonly Dictionary<string, Dictionary<string, long>> _own;

    /// <summary>The table of the installation's settings.</summary>
    public TierTable(IOptions<TierOptions> options)
    {
        _own = options.Value.Tiers;
        _tiers = Shipped.ToFrozenDictionary(static tier => tier.Key.Value, tier => Merge(tier.Value, options.Value.Tiers.GetValueOrDefault(tier.Key.Value)), StringComparer.Ordinal);
    }

    /// <summary>What a plan allows; one that is not known allows what the least one does.</summary>
    public QuotaSet Of(string tier) => _tiers.GetValueOrDefault(tier) ?? _tiers[TenantTier.Free.Value];

    /// <summary>What the installation sets in place of the shipped amount; null: nothing.</summary>
    public long? InstallationOf(string tier, QuotaType quota) =>
        _own.TryGetValue(tier, out var amounts) && amounts.TryGetValue(quota.Value, out var amount) ? amount : null;

    private static QuotaSet Merge(long[] shipped, Dictionary<string, long>? own) =>
        QuotaSet.Of(Columns.Zip(shipped).ToDictionary(static pair => pair.First, pair => own?.TryGetValue(pair.First.Value, out var amount) is true ? amount : pair.Second));
}
