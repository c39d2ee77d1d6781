using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Tests.Values;

public sealed class ZoneNameTests
{
    [Theory]
    [InlineData("UTC", "UTC")]
    [InlineData("utc", "UTC")]
    [InlineData("Asia/Shanghai", "Asia/Shanghai")]
    [InlineData("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires")]
    [InlineData("PACIFIC/AUCKLAND", "Pacific/Auckland")]
    [InlineData("America/Port-au-Prince", "America/Port-au-Prince")]
    [InlineData("Etc/GMT+5", "Etc/GMT+5")]
    [InlineData("GMT0", "GMT0")]
    [InlineData("Asia/Calcutta", "Asia/Calcutta")]
    public void A_zone_is_named_in_its_proper_spelling(string text, string name)
    {
        Rule.Accepts<ZoneName>(text, name);
        Assert.Equal(name, ZoneName.Parse(text).Zone.Id);
        Assert.Matches(ZoneName.Pattern, name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData("Europe")]
    [InlineData("Pacific Standard Time")]
    [InlineData("UTC-11")]
    [InlineData("+08:00")]
    [InlineData("Factory")]
    [InlineData("factory")]
    [InlineData("localtime")]
    [InlineData("posixrules")]
    [InlineData("posix/UTC")]
    [InlineData("Posix/Europe/Berlin")]
    [InlineData("right/Europe/Berlin")]
    [InlineData("leapseconds")]
    [InlineData("../../etc/passwd")]
    [InlineData("Europe//Berlin")]
    [InlineData("Europe/Berlin\n")]
    public void Anything_else_that_the_system_takes_for_a_zone_is_none(string? text) => Rule.Refuses<ZoneName>(text);

    [Fact]
    public void What_is_a_name_does_not_hang_on_what_was_looked_up_before()
    {
        // The system finds an alias in another case as soon as it has read it once.
        Rule.Refuses<ZoneName>("us/alaska");
        Rule.Accepts<ZoneName>("US/Alaska", "US/Alaska");
        Assert.True(TimeZoneInfo.TryFindSystemTimeZoneById("us/alaska", out _));
        Rule.Refuses<ZoneName>("us/alaska");
    }

    [Fact]
    public void Every_zone_of_the_system_has_a_name()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones().Where(static zone => !zone.Id.Contains("//", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(zones);
        Assert.All(zones, static zone => Rule.Accepts<ZoneName>(zone.Id, zone.Id));
    }
}
