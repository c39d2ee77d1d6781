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
    private readonly Dictionary<string, Dictionary<string, decimal>> _own;
    private readonly InstallationAmounts _installation;

    /// <summary>The table of the installation's settings.</summary>
    public TierTable(IOptions<TierOptions> options, IOptions<InstallationAmounts> installation)
    {
        (_own, _installation) = (options.Value.Tiers, installation.Value);
        var most = MostOf(_installation);
        _tiers = Shipped.ToFrozenDictionary(static tier => tier.Key.Value, tier => QuotaSet.Of(Merge(tier.Key.Value, tier.Value), most), StringComparer.Ordinal);
    }

    /// <summary>Whether the installation says something of each user or each key.</summary>
    public bool SaysOfCallers => _installation is not { PerUserDay: null, PerKeyDay: null, MoneyPerUserDay: null, MoneyPerKeyDay: null };

    /// <summary>What a plan allows, within what the installation does; one that is not known allows what the least one does.</summary>
    public QuotaSet Of(string tier) => _tiers.GetValueOrDefault(tier) ?? _tiers[TenantTier.Free.Value];

    /// <summary>What the installation sets in place of the shipped amount, or above which it lets nobody go; null: nothing.</summary>
    public long? InstallationOf(string tier, QuotaType quota) =>
        MostOf(_installation).TryGetValue(quota, out var most) ? most
        : _own.TryGetValue(tier, out var amounts) && amounts.TryGetValue(quota.Value, out var amount) ? quota.Counted(amount)
        : null;

    /// <summary>What holds for a user with an amount of its <paramref name="own"/>, or none.</summary>
    public long? OfUser(QuotaType quota, long? own) => Within(quota, own, _installation.PerUserDay, _installation.MoneyPerUserDay);

    /// <summary>What holds for a key with an amount of its <paramref name="own"/>, or none.</summary>
    public long? OfKey(QuotaType quota, long? own) => Within(quota, own, _installation.PerKeyDay, _installation.MoneyPerKeyDay);

    private static long? Within(QuotaType quota, long? own, long? tokens, long? money) =>
        quota == QuotaType.TokensPerDay ? own ?? tokens
        : quota == QuotaType.MoneyPerDay && money is { } most ? Math.Min(own ?? most, most)
        : own;

    private static Dictionary<QuotaType, long> MostOf(InstallationAmounts installation)
    {
        (QuotaType Quota, long? Amount)[] amounts =
        [
            (QuotaType.MoneyPerDay, installation.MoneyPerDay), (QuotaType.TokensPerRun, installation.PerRun), (QuotaType.MoneyPerRun, installation.MoneyPerRun),
            (QuotaType.ToolCallsPerRun, installation.ToolCallsPerRun),
        ];
        return amounts.Where(static one => one.Amount is not null).ToDictionary(static one => one.Quota, static one => one.Amount!.Value);
    }

    private Dictionary<QuotaType, long> Merge(string tier, long[] shipped)
    {
        var amounts = Columns.Zip(shipped).ToDictionary(static pair => pair.First, static pair => pair.Second);
        foreach (var (name, amount) in _own.GetValueOrDefault(tier) ?? [])
        {
            if (QuotaType.TryParse(name, out var quota) && quota.Counted(amount) is { } counted)
            {
                amounts[quota] = counted;
            }
        }

        return amounts;
    }
}
