using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Schedules;

public sealed class PosixZoneRuleTests
{
    [Theory]
    [InlineData("UTC0", "2040-06-01 00:00", 0)]
    [InlineData("<+0530>-5:30", "2040-06-01 00:00", 330)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2040-03-25 00:59", 60)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2040-03-25 01:00", 120)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2040-10-28 00:59", 120)]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3", "2040-10-28 01:00", 60)]
    // Summer over New Year.
    [InlineData("<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2041-01-01 00:00", -180)]
    [InlineData("<-04>4<-03>,M9.1.6/24,M4.1.6/24", "2041-07-01 00:00", -240)]
    // The night after the Thursday.
    [InlineData("EET-2EEST,M4.5.5/0,M10.5.4/24", "2040-10-25 20:59", 180)]
    [InlineData("EET-2EEST,M4.5.5/0,M10.5.4/24", "2040-10-25 21:00", 120)]
    // The day before the Sunday.
    [InlineData("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2040-03-25 00:59", -120)]
    [InlineData("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2040-03-25 01:00", -60)]
    // Winter is the exception.
    [InlineData("IST-1GMT0,M10.5.0,M3.5.0/1", "2040-12-15 00:00", 0)]
    [InlineData("IST-1GMT0,M10.5.0,M3.5.0/1", "2040-06-15 00:00", 60)]
    // All year; days counted with and without 29 February.
    [InlineData("XXX3EDT4,0/0,J365/23", "2040-12-31 23:59", -240)]
    [InlineData("AAA0BBB,J60/0,J61/0", "2040-03-01 12:00", 60)]
    [InlineData("AAA0BBB,59/0,60/0", "2040-02-29 12:00", 60)]
    // A time a week away from its day.
    [InlineData("AAA0BBB,M1.1.0/-167,M2.1.0/167", "2038-12-31 12:00", 60)]
    public void The_rule_of_the_last_line_is_read_as_it_is_written(string rule, string instant, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), PosixZoneRule.Parse(rule)!.OffsetAt(Times.Utc(instant)));

    [Theory]
    [InlineData("")]
    [InlineData("CET")]
    [InlineData("CET-1CEST")]
    [InlineData("CET-1CEST,M13.5.0,M10.5.0")]
    [InlineData("CET-1CEST,M3.6.0,M10.5.0")]
    [InlineData("CET-1CEST,M3.5.7,M10.5.0")]
    [InlineData("CET-1CEST,J366,M10.5.0")]
    [InlineData("CET-1CEST,M3.5.0,M10.5.0/3x")]
    public void What_is_no_rule_is_none(string text) => Assert.Null(PosixZoneRule.Parse(text));

    [Fact]
    public void Until_the_last_listed_change_a_zone_is_what_the_runtime_says_and_it_has_a_rule_for_later()
    {
        var zones = TimeZoneInfo.GetSystemTimeZones().Where(static zone => ZoneFile.Find(zone.Id) is not null).ToList();

        Assert.True(zones.Count > 300, $"{zones.Count} zones have files");
        foreach (var zone in zones)
        {
            Assert.True(ZoneFile.Find(zone.Id)!.Rule is not null, zone.Id);
            foreach (var time in new[] { "1995-01-15 12:00", "2026-01-15 12:00", "2026-07-15 12:00", "2036-07-15 12:00" }.Select(static text => Times.Utc(text)))
            {
                Assert.Equal(zone.GetUtcOffset(time), Zone.Of(zone.Id).OffsetAt(time));
            }
        }
    }
}
