using Nanobot.Contracts.Limits;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Tests.Limits;

public sealed class QuotaTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly QuotaSet Ten = QuotaSet.Of(QuotaType.All.ToDictionary(static type => type, static _ => 10L));

    [Fact]
    public void Amounts_come_back_from_the_line_that_they_were_written_in()
    {
        QuotaGrant[] grants = [new("sessions", 20), new("storage", 500, Now.AddHours(1)), new("tokens_per_day", 0)];

        var line = QuotaText.Write(grants);

        Assert.Equal("sessions=20;storage=500@1800003600;tokens_per_day=0", line);
        Assert.Equal(grants, QuotaText.Read(line));
        Assert.Null(QuotaText.Write([]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sessions")]
    [InlineData("sessions=")]
    [InlineData("sessions=-1")]
    [InlineData("sessions=1000000000001")]
    [InlineData("sessions=99999999999999999999")]
    [InlineData("sessions=1@")]
    [InlineData("sessions=1@99999999999999")]
    [InlineData("sessions=1@5@6")]
    [InlineData("later_quota=7")]
    [InlineData(";;=;@")]
    public void What_says_no_amount_is_passed_over(string? line)
    {
        Assert.Empty(QuotaText.Read(line));
        Assert.Equal([new QuotaGrant("agents", 3)], QuotaText.Read(line + ";agents=3"));
    }

    [Fact]
    public void A_standing_amount_takes_the_plans_place_and_a_raise_lifts_it_while_it_lasts()
    {
        QuotaGrant[] grants = [new("sessions", 50, Now.AddSeconds(1)), new("sessions", 5), new("agents", 3, Now.AddSeconds(1)), new("storage", 99, Now)];

        var set = Ten.With(grants, Now);

        Assert.Equal((50, 10, 10), (set[QuotaType.Sessions], set[QuotaType.Agents], set[QuotaType.Storage]));
        Assert.Equal(5, Ten.With(grants, Now.AddSeconds(1))[QuotaType.Sessions]);
        Assert.Equal(Now.AddSeconds(1), QuotaSet.NextEnd(grants, Now));
        Assert.Null(QuotaSet.NextEnd(grants, Now.AddSeconds(1)));
    }

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("12.5", 12_500_000L)]
    [InlineData("0.000001", 1L)]
    [InlineData("999999.999999", 999_999_999_999L)]
    [InlineData("1000000", 1_000_000_000_000L)]
    [InlineData("1000000.000001", null)]
    [InlineData("0.0000001", null)]
    [InlineData("-0.000001", null)]
    [InlineData("79228162514264337593543950335", null)]
    public void Money_is_counted_in_millionths_and_shown_in_the_currency(string shown, long? counted)
    {
        var money = decimal.Parse(shown, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(counted, QuotaType.MoneyPerDay.Counted(money));
        if (counted is { } amount)
        {
            Assert.Equal(shown, QuotaType.MoneyPerDay.Shown(amount).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Other_amounts_are_whole_numbers() =>
        Assert.Equal((7L, null, null), (QuotaType.ToolCallsPerRun.Counted(7), QuotaType.ToolCallsPerRun.Counted(7.5m), QuotaType.Sessions.Counted(QuotaSet.Largest + 1m)));

    [Fact]
    public void Where_nothing_limits_a_raise_lifts_nothing_and_what_is_never_exceeded_holds_beside_all_that_is_granted()
    {
        var required = QuotaType.All.Where(static type => !type.IsOptional).ToDictionary(static type => type, static _ => 10L);
        var (open, bounded) = (QuotaSet.Of(required), QuotaSet.Of(required, new Dictionary<QuotaType, long> { [QuotaType.MoneyPerDay] = 50 }));
        QuotaGrant[] raise = [new("money_per_day", 90, Now.AddSeconds(1))], amount = [new("money_per_day", 40), .. raise];

        Assert.Null(open.With(raise, Now)[QuotaType.MoneyPerDay]);
        Assert.Equal((90, 40), (open.With(amount, Now)[QuotaType.MoneyPerDay], open.With(amount, Now.AddSeconds(1))[QuotaType.MoneyPerDay]));
        Assert.Equal((50, 50, 40), (bounded[QuotaType.MoneyPerDay], bounded.With(amount, Now)[QuotaType.MoneyPerDay], bounded.With(amount, Now.AddSeconds(1))[QuotaType.MoneyPerDay]));
        Assert.Equal((true, true, false), (bounded.IsBounded(QuotaType.MoneyPerDay), bounded.With(amount, Now).IsBounded(QuotaType.MoneyPerDay), bounded.With(amount, Now.AddSeconds(1)).IsBounded(QuotaType.MoneyPerDay)));
    }
}
