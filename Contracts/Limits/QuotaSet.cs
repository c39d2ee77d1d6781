using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Limits;

/// <summary>How much of each <see cref="QuotaType"/> may be used. Immutable; an amount of 0 allows nothing.</summary>
public sealed class QuotaSet
{
    /// <summary>The most that can be said.</summary>
    public const long Largest = 1_000_000_000_000;

    private readonly Dictionary<QuotaType, long> _amounts;

    private QuotaSet(Dictionary<QuotaType, long> amounts) => _amounts = amounts;

    /// <summary>How much of it.</summary>
    public long this[QuotaType type] => _amounts[type];

    /// <summary>A set of all types.</summary>
    /// <exception cref="ArgumentException">One is missing, or an amount is below 0 or above <see cref="Largest"/>.</exception>
    public static QuotaSet Of(IReadOnlyDictionary<QuotaType, long> amounts)
    {
        foreach (var type in QuotaType.All)
        {
            if (!amounts.TryGetValue(type, out var amount) || amount is < 0 or > Largest)
            {
                throw new ArgumentException($"{type} is missing or out of range.", nameof(amounts));
            }
        }

        return new(amounts.ToDictionary());
    }

    /// <summary>
    /// The set with what was granted beside it at <paramref name="now"/>: a standing grant takes the place of the amount, a raise with an
    /// end adds nothing to it but lifts it while it lasts. Types that are not known are passed over: a newer version wrote them.
    /// </summary>
    public QuotaSet With(IReadOnlyList<QuotaGrant> grants, DateTimeOffset now)
    {
        if (grants.Count == 0)
        {
            return this;
        }

        var amounts = new Dictionary<QuotaType, long>(_amounts);
        foreach (var grant in grants.OrderBy(static grant => grant.Until is not null))
        {
            if (grant.Until <= now || !QuotaType.TryParse(grant.Quota, out var type))
            {
                continue;
            }

            amounts[type] = grant.Until is null ? grant.Amount : Math.Max(amounts[type], grant.Amount);
        }

        return new(amounts);
    }

    /// <summary>
    /// What grants of a user or a key say of a type at <paramref name="now"/>: the standing amount, lifted by raises while they last. Null
    /// where none stands: then a raise has nothing to lift, and what is above it limits alone.
    /// </summary>
    public static long? Own(IReadOnlyList<QuotaGrant> grants, QuotaType type, DateTimeOffset now)
    {
        var standing = grants.LastOrDefault(grant => grant.Quota == type.Value && grant.Until is null);
        return standing is null ? null
            : grants.Where(grant => grant.Quota == type.Value && grant.Until > now).Select(static grant => grant.Amount).Append(standing.Amount).Max();
    }

    /// <summary>When the next of the grants ends after <paramref name="now"/>; null: none of them does.</summary>
    public static DateTimeOffset? NextEnd(IReadOnlyList<QuotaGrant> grants, DateTimeOffset now) =>
        grants.Where(grant => grant.Until > now).Min(static grant => grant.Until);
}
