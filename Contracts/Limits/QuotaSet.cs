using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Limits;

/// <summary>
/// How much of each <see cref="QuotaType"/> may be used. Immutable; an amount of 0 allows nothing. Of a type that
/// <see cref="QuotaType.IsOptional"/> there may be none: then nothing limits it.
/// </summary>
public sealed class QuotaSet
{
    /// <summary>The most that can be said.</summary>
    public const long Largest = QuotaType.Most;

    private static readonly Dictionary<QuotaType, long> Unbounded = [];

    private readonly Dictionary<QuotaType, long> _amounts;

    // Whatever is granted beside the amounts, there is never more than this.
    private readonly IReadOnlyDictionary<QuotaType, long> _most;

    private QuotaSet(Dictionary<QuotaType, long> amounts, IReadOnlyDictionary<QuotaType, long> most) => (_amounts, _most) = (amounts, most);

    /// <summary>How much of it; null: nothing limits it.</summary>
    public long? this[QuotaType type] => Said(type) is var said && Most(type) is { } most ? Math.Min(said ?? most, most) : said;

    /// <summary>A set of all types.</summary>
    /// <param name="amounts">How much there is of each; of those that are optional none needs to be there.</param>
    /// <param name="most">What is never exceeded, whatever is granted; null: nothing.</param>
    /// <exception cref="ArgumentException">One is missing, or an amount is below 0 or above <see cref="Largest"/>.</exception>
    public static QuotaSet Of(IReadOnlyDictionary<QuotaType, long> amounts, IReadOnlyDictionary<QuotaType, long>? most = null)
    {
        foreach (var type in QuotaType.All)
        {
            if (amounts.TryGetValue(type, out var amount) ? amount is < 0 or > Largest : !type.IsOptional)
            {
                throw new ArgumentException($"{type} is missing or out of range.", nameof(amounts));
            }
        }

        return new(amounts.ToDictionary(), most ?? Unbounded);
    }

    /// <summary>How much of a type that each plan has an amount of.</summary>
    /// <exception cref="ArgumentException">It is optional: ask by the indexer.</exception>
    public long AmountOf(QuotaType type) => this[type] ?? throw new ArgumentException($"Nothing limits {type}.", nameof(type));

    /// <summary>Whether the amount is what is never exceeded, since what was said is more, or nothing was.</summary>
    public bool IsBounded(QuotaType type) => Most(type) is { } most && !(Said(type) <= most);

    /// <summary>
    /// The set with what was granted beside it at <paramref name="now"/>: a standing grant takes the place of the amount, a raise with an
    /// end adds nothing to it but lifts it while it lasts; where nothing limits, there is nothing to lift. Types that are not known are
    /// passed over: a newer version wrote them.
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

            if (grant.Until is null)
            {
                amounts[type] = grant.Amount;
            }
            else if (amounts.TryGetValue(type, out var amount))
            {
                amounts[type] = Math.Max(amount, grant.Amount);
            }
        }

        return new(amounts, _most);
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

    private long? Said(QuotaType type) => _amounts.TryGetValue(type, out var amount) ? amount : null;

    private long? Most(QuotaType type) => _most.TryGetValue(type, out var most) ? most : null;
}
