using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>What one level says of limits. Immutable; for all tenants of a plan and a zone that have no amounts of their own there is one.</summary>
/// <param name="zone">IANA name of the tenant's zone.</param>
/// <param name="amount">The level's amount of a quota; null: it says nothing of that one.</param>
/// <param name="own">Those that a tenant's plan says otherwise.</param>
/// <param name="bounded">Those that are no more because the installation lets nobody have more.</param>
internal sealed class LevelAmounts(string zone, Func<QuotaType, long?> amount, IReadOnlySet<QuotaType> own, IReadOnlySet<QuotaType> bounded)
{
    // In the order of CallLimit.
    private readonly Allowed?[] _allowed =
    [
        AllowedOf(amount(QuotaType.ApiCallsPerMinute), zone), AllowedOf(amount(QuotaType.ApiCallsPerDay), zone), AllowedOf(amount(QuotaType.ConcurrentRequests), zone),
    ];

    /// <summary>IANA name of the tenant's zone.</summary>
    public string Zone { get; } = zone;

    /// <summary>The limits of calls as callers are told of them.</summary>
    public string Policy { get; } = TenantLimits.PolicyOf(amount(QuotaType.ApiCallsPerMinute) ?? 0, amount(QuotaType.ApiCallsPerDay) ?? 0);

    /// <summary>The amount; null: it says nothing of that one.</summary>
    public long? this[QuotaType quota] => amount(quota);

    /// <summary>How many calls are allowed; null: it says nothing of them.</summary>
    public Allowed? Of(CallLimit limit) => _allowed[(int)limit];

    /// <summary>Whether the amount is the tenant's own.</summary>
    public bool IsOwn(QuotaType quota) => own.Contains(quota);

    /// <summary>Whether the amount is the most that the installation lets anybody have.</summary>
    public bool IsBounded(QuotaType quota) => bounded.Contains(quota);

    private static Allowed? AllowedOf(long? amount, string zone) => amount is { } most ? new Allowed(most, zone) : null;
}
