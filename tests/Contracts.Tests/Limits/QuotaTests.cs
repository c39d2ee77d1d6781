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
}
