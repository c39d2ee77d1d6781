using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>A rule that puts another amount in force while it holds.</summary>
/// <param name="Name">Unique within the tenant: letters, digits, '_', '.' and '-', 100 at most.</param>
/// <param name="Quota">Name of a quota.</param>
/// <param name="Amount">How much there is of it then, a whole number, of money with at most 6 places behind the point; either this or factor.</param>
/// <param name="Factor">By what the tenant's own amount, or else its plan's, is multiplied then; 0 to 1,000, with at most 6 places behind the point.</param>
/// <param name="Minimum">The least that comes of it; absent: 0.</param>
/// <param name="Maximum">The most that comes of it; absent: no other bound.</param>
/// <param name="When">When it holds.</param>
internal sealed record QuotaRule(
    string? Name = null,
    [property: Required, Permitted<QuotaType>] string? Quota = null,
    [property: Range(0d, QuotaSet.Largest)] decimal? Amount = null,
    [property: Range(0d, QuotaRule.LargestFactor)] decimal? Factor = null,
    [property: Range(0d, QuotaSet.Largest)] decimal? Minimum = null,
    [property: Range(0d, QuotaSet.Largest)] decimal? Maximum = null,
    [property: Required] QuotaRuleCondition? When = null)
{
    public const double LargestFactor = 1000;
    private const int FactorPlaces = 6;

    /// <summary>Adds what is wrong with it.</summary>
    public void Check(ValidationErrors errors)
    {
        var form = QuotaType.TryParse(Quota, out var type) ? type : QuotaType.TokensPerDay;
        errors
            .Require(Name is not null && QuotaRuleName.IsValid(Name), "name", QuotaRuleName.Form)
            .Require(QuotaType.IsValid(Quota), "quota", QuotaType.Form)
            .Require(Amount is not null || Factor is not null || errors.IsUnreadable("factor"), "amount", "is needed, or factor")
            .Require(Amount is null || Factor is null, "factor", "must be left out where there is an amount")
            .Require(IsAmount(form, Amount), "amount", form.AmountForm)
            .Require(Factor is null or { Scale: <= FactorPlaces } and >= 0 and <= (decimal)LargestFactor, "factor", "must be 0 to 1000, with at most 6 places behind the point")
            .Require(IsAmount(form, Minimum), "minimum", form.AmountForm)
            .Require(IsAmount(form, Maximum), "maximum", form.AmountForm)
            .Require(!(Minimum > Maximum), "maximum", "must not be less than minimum")
            .Require(When is not null, "when", "is needed")
            .Require(When is null || When.Schedule is not null || When.Load is not null || errors.IsUnreadable("when.load"), "when.schedule", "is needed, or load");
        When?.Load?.Check(errors);
        if (When?.Schedule is { } schedule)
        {
            TimeConditions.Check(schedule, "when.schedule", (place, why) => errors.Require(false, place, why));
        }
    }

    /// <summary>
    /// What it puts in force, within its bounds; null: nothing. A factor of what nothing limits is nothing too, unless it is 0 or there is a
    /// maximum.
    /// </summary>
    /// <param name="type">The quota.</param>
    /// <param name="usual">What there would be without it; null: nothing limits it.</param>
    public long? AmountOf(QuotaType type, long? usual)
    {
        var (least, most) = (Counted(type, Minimum) ?? 0, Counted(type, Maximum));
        var amount = Counted(type, Amount) ?? (Factor == 0 ? 0 : usual is { } some ? (long)Math.Min(QuotaSet.Largest, Math.Floor(some * Factor!.Value)) : most);
        return amount is { } wanted ? Math.Clamp(wanted, least, most ?? QuotaSet.Largest) : null;
    }

    /// <summary>One of its amounts as it is counted.</summary>
    public static long? Counted(QuotaType type, decimal? shown) => shown is { } amount ? type.Counted(amount) : null;

    private static bool IsAmount(QuotaType type, decimal? shown) => shown is null || Counted(type, shown) is not null;
}
