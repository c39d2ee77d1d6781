using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Tests.Schedules.Clocks;

public sealed class ZonesTests
{
    [Theory]
    [InlineData("UTC", "UTC")]
    [InlineData("Asia/Shanghai", "Asia/Shanghai")]
    [InlineData("asia/shanghai", "Asia/Shanghai")]
    [InlineData("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires")]
    [InlineData("Etc/GMT+5", "Etc/GMT+5")]
    public void An_IANA_name_is_a_zone_in_its_proper_spelling(string name, string id)
    {
        Assert.True(Zones.TryFind(name, out var zone));
        Assert.Equal(id, zone.Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("Mars/Olympus")]
    [InlineData("Pacific Standard Time")]
    [InlineData("UTC-11")]
    [InlineData("+08:00")]
    [InlineData("localtime")]
    [InlineData("posixrules")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("../../etc/passwd")]
    [InlineData("Europe/Berlin\n")]
    public void Anything_else_is_none(string? name) => Assert.False(Zones.TryFind(name, out _));
}
