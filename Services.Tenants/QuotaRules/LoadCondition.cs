using System.ComponentModel.DataAnnotations;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>A measured load of the tenant, with room between where a rule begins to hold and where it ceases to.</summary>
/// <param name="Measure">concurrent_requests: the mean share of the tenant's usual slots that is taken, over all gateways.</param>
/// <param name="Above">Percent, 1 to 100: it holds from when the mean reaches this.</param>
/// <param name="Below">Percent, less than above: until it is under this; absent: 20 less than above, and 0.1 at the least.</param>
internal sealed record LoadCondition(
    [property: Required, AllowedValues(LoadCondition.Slots)] string? Measure = null,
    [property: Required, Range(1d, 100d)] decimal? Above = null,
    [property: Range(0d, 100d)] decimal? Below = null)
{
    /// <summary>The one measure.</summary>
    public const string Slots = "concurrent_requests";

    private const int UsualGap = 20;
    private const decimal Least = 0.1m;

    /// <summary>Adds what is wrong with it.</summary>
    public void Check(ValidationErrors errors) => errors
        .Require(Measure == Slots, "when.load.measure", $"must be {Slots}")
        .Require(Above is >= 1 and <= 100, "when.load.above", "must be a number of percent from 1 to 100")
        .Require(Below is null or (>= Least and <= 100), "when.load.below", "must be a number of percent from 0.1 to 100")
        .Require(!(Below >= Above), "when.load.below", "must be less than above");

    /// <summary>Whether it holds at a mean, having held before or not.</summary>
    public bool Holds(double mean, bool held) => mean >= (double)Above!.Value || (held && mean >= (double)(Below ?? Math.Max(Least, Above.Value - UsualGap)));
}
