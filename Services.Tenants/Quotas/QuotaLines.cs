using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>The lines of which somebody's amounts are made.</summary>
/// <param name="Own">What was put for them, without an end.</param>
/// <param name="Raised">What they were granted, each with its end.</param>
/// <param name="Ruled">What rules put in the place of the own ones for now.</param>
internal sealed record QuotaLines(string? Own, string? Raised, string? Ruled = null)
{
    /// <summary>One line of them all, as contexts carry it; what has ended is left out.</summary>
    public string? InForce(DateTimeOffset now)
    {
        var ruled = QuotaText.Read(Ruled);
        return QuotaText.Write(
        [
            .. QuotaText.Read(Own).Where(own => ruled.All(rule => rule.Quota != own.Quota)),
            .. ruled,
            .. Raises(now),
        ]);
    }

    /// <summary>The raises that last.</summary>
    public IReadOnlyList<QuotaGrant> Raises(DateTimeOffset now) => [.. QuotaText.Read(Raised).Where(raise => raise.Until > now)];

    /// <summary>With one raise more; those that have ended, or that it outdoes, are gone.</summary>
    public QuotaLines With(QuotaGrant raise, DateTimeOffset now) => this with
    {
        Raised = QuotaText.Write(Raises(now).Where(other => other.Quota != raise.Quota || other.Amount > raise.Amount || other.Until > raise.Until).Append(raise)),
    };

    /// <summary>What a caller within <paramref name="most"/> may use: its own amount, where it has one and while it is the smaller; null: nothing limits it.</summary>
    public long? Within(QuotaType type, long? most, DateTimeOffset now) =>
        QuotaSet.Own(QuotaText.Read(InForce(now)), type, now) is { } own ? Math.Min(most ?? own, own) : most;
}
