using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Limits;

/// <summary>What one level says of a caller's limits, and what counts it: a tenant of all of them, a user or a key of those of which it has an amount of its own.</summary>
/// <param name="level">One of <see cref="LimitLevels"/>.</param>
/// <param name="meter">Counts its calls.</param>
/// <param name="zone">IANA name of the tenant's zone.</param>
/// <param name="amount">Its amount of a quota; null: it says nothing of that one.</param>
internal sealed class LevelLimits(string level, Meter meter, string zone, Func<QuotaType, long?> amount)
{
    // In the order of CallLimit.
    private readonly Allowed?[] _allowed =
    [
        AllowedOf(amount(QuotaType.ApiCallsPerMinute), zone), AllowedOf(amount(QuotaType.ApiCallsPerDay), zone), AllowedOf(amount(QuotaType.ConcurrentRequests), zone),
    ];

    private readonly Dictionary<QuotaType, long> _amounts = QuotaType.All.Where(quota => amount(quota) is not null).ToDictionary(static quota => quota, quota => amount(quota)!.Value);

    /// <summary>Which level it is.</summary>
    public string Level { get; } = level;

    /// <summary>Counts its calls.</summary>
    public Meter Meter { get; } = meter;

    /// <summary>Its amount; null: it says nothing of that one.</summary>
    public long? this[QuotaType quota] => _amounts.TryGetValue(quota, out var own) ? own : null;

    /// <summary>How many calls it allows; null: it says nothing of them.</summary>
    public Allowed? Of(CallLimit limit) => _allowed[(int)limit];

    /// <summary>What a user or a key has of its own; null where that is nothing, as it is for most.</summary>
    public static LevelLimits? OfOwn(string level, IReadOnlyList<QuotaGrant> grants, string zone, Func<Meter> meter, DateTimeOffset now) =>
        QuotaType.All.Any(quota => QuotaSet.Own(grants, quota, now) is not null)
            ? new LevelLimits(level, meter(), zone, quota => QuotaSet.Own(grants, quota, now))
            : null;

    private static Allowed? AllowedOf(long? amount, string zone) => amount is { } most ? new Allowed(most, zone) : null;
}
