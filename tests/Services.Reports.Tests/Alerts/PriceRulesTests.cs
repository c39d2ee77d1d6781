using Nanobot.Services.Reports.Alerts;

namespace Nanobot.Services.Reports.Tests.Alerts;

public sealed class PriceRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 11, 20);

    // Prices look by look; F where the rule fires.
    [Theory]
    [InlineData("price_above", 100, "99 101 102 99.9 101 99.4 101", "_ F _ _ _ _ F")]
    [InlineData("price_above", 100, "101 102 99 101", "_ _ _ F")]
    [InlineData("price_above", 100, "99 100 100.01", "_ _ F")]
    [InlineData("price_below", 100, "101 99 98 100.1 99 100.6 99", "_ F _ _ _ _ F")]
    public void A_price_that_crosses_a_threshold_fires_once_until_it_has_come_back(string kind, int threshold, string prices, string fires) =>
        Assert.Equal(fires, Run(kind, threshold, prices.Split(' ').Select(static price => Of(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)))));

    [Theory]
    [InlineData(5, "1 5 6 4.6 5 4 5.5", "_ F _ _ _ _ F")]
    [InlineData(5, "-9 -5 5", "_ _ F")]
    [InlineData(-5, "1 -5 -6 -4 -5", "_ F _ _ F")]
    public void A_move_fires_once_until_it_has_passed(int threshold, string moves, string fires) =>
        Assert.Equal(fires, Run("change_percent", threshold, moves.Split(' ').Select(static move => Of(1, decimal.Parse(move, System.Globalization.CultureInfo.InvariantCulture)))));

    [Fact]
    public void A_move_begins_anew_with_the_day() =>
        Assert.Equal("_ F _ F _", Run("change_percent", 5, [Of(1, 1), Of(1, 6), Of(1, 6), Of(1, 6, day: 1), Of(1, 7, day: 1)]));

    [Fact]
    public void A_volume_fires_at_so_many_times_the_usual_and_never_where_it_is_not_known() =>
        Assert.Equal("_ _ _ F _", Run("volume_ratio", 2, [Of(1, volume: 100), Of(1, volume: null), Of(1, volume: 500, usual: null), Of(1, volume: 200), Of(1, volume: 300)]));

    [Fact]
    public void What_comes_true_too_soon_behind_the_last_fires_later_where_it_still_is_so()
    {
        var rule = Rule("price_above", 100) with { State = new RuleState(true, null, null, Now - TimeSpan.FromMinutes(14)) };
        var soon = PriceRules.Look(rule, Of(101), Now, TimeSpan.FromMinutes(15));
        Assert.Equal((false, true), (soon.Fires, soon.State.IsArmed));

        Assert.True(PriceRules.Look(rule with { State = soon.State }, Of(101), Now + TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15)).Fires);
    }

    private static string Run(string kind, decimal threshold, IEnumerable<Reading> readings)
    {
        var rule = Rule(kind, threshold);
        return string.Join(' ', readings.Select(reading =>
        {
            var verdict = PriceRules.Look(rule, reading, Now, TimeSpan.Zero);
            rule = rule with { State = verdict.Fires ? verdict.State with { LastFiredAt = Now } : verdict.State };
            return verdict.Fires ? "F" : "_";
        }));
    }

    private static StoredRule Rule(string kind, decimal threshold) => new(Guid.NewGuid(), kind, "AAPL", threshold, null, "notice", Now, new RuleState(null, null, null, null));

    private static Reading Of(decimal price, decimal? percent = null, long? volume = null, decimal? usual = 100, int day = 0) => new("AAPL", Day.AddDays(day), price, percent, volume, usual);
}
