using FsCheck;
using FsCheck.Fluent;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Schedules;

public sealed class WallClockTests
{
    private static readonly string[] ZoneNames =
    [
        "UTC", "Asia/Shanghai", "Asia/Kathmandu", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia",
        "Pacific/Kiritimati", "Africa/Casablanca", "America/Sao_Paulo", "America/St_Johns", "Asia/Tehran",
    ];

    [Theory]
    [InlineData("Asia/Shanghai", "2030-06-01 09:00", "2030-06-01 01:00:00")]
    [InlineData("Europe/Berlin", "2026-03-29 01:59", "2026-03-29 00:59:00")]
    [InlineData("Europe/Berlin", "2026-03-29 02:00", "2026-03-29 01:00:00")]
    [InlineData("Europe/Berlin", "2026-03-29 02:30", "2026-03-29 01:00:00")]
    [InlineData("Europe/Berlin", "2026-03-29 03:00", "2026-03-29 01:00:00")]
    [InlineData("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30:00")]
    [InlineData("Europe/Berlin", "2026-10-25 03:00", "2026-10-25 02:00:00")]
    [InlineData("America/New_York", "2026-03-08 02:30", "2026-03-08 07:00:00")]
    [InlineData("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45:00")]
    [InlineData("America/Sao_Paulo", "2018-11-04 00:00", "2018-11-04 03:00:00")]
    [InlineData("Pacific/Apia", "2011-12-30 09:00", "2011-12-30 10:00:00")]
    // Rules that begin or end on the day after a day of the week, or at another hour than it seems, in years of which no file has a list.
    [InlineData("Asia/Jerusalem", "2040-03-22 12:00", "2040-03-22 10:00:00")]
    [InlineData("Asia/Jerusalem", "2040-03-23 12:00", "2040-03-23 09:00:00")]
    [InlineData("Africa/Cairo", "2040-10-25 12:00", "2040-10-25 09:00:00")]
    [InlineData("Africa/Cairo", "2040-10-26 12:00", "2040-10-26 10:00:00")]
    [InlineData("America/Nuuk", "2045-03-25 12:00", "2045-03-25 14:00:00")]
    [InlineData("America/Nuuk", "2045-03-26 12:00", "2045-03-26 13:00:00")]
    [InlineData("Europe/Dublin", "2050-01-15 12:00", "2050-01-15 12:00:00")]
    [InlineData("Africa/Casablanca", "2050-06-15 12:00", "2050-06-15 12:00:00")]
    [InlineData("Africa/Casablanca", "2050-07-15 12:00", "2050-07-15 11:00:00")]
    [InlineData("America/Santiago", "2060-12-15 12:00", "2060-12-15 15:00:00")]
    [InlineData("America/Santiago", "2060-06-15 12:00", "2060-06-15 16:00:00")]
    [InlineData("Asia/Kolkata", "2090-06-15 12:00", "2090-06-15 06:30:00")]
    [InlineData("Europe/Dublin", "2050-07-15 12:00", "2050-07-15 11:00:00")]
    public void A_reading_is_its_first_instant_or_the_first_after_the_gap(string zone, string reading, string expected) =>
        Assert.Equal(expected, Times.Show(WallClock.ToInstant(Times.Reading(reading), Zone.Of(zone))));

    [Theory]
    [InlineData("Europe/Berlin", 2, 30, "2026-03-28", "2026-03-28 01:30:00", "2026-03-29 01:00:00", "2026-03-30 00:30:00")]
    [InlineData("Europe/Berlin", 2, 30, "2026-10-24", "2026-10-24 00:30:00", "2026-10-25 00:30:00", "2026-10-26 01:30:00")]
    [InlineData("America/New_York", 2, 30, "2026-03-07 05:00", "2026-03-07 07:30:00", "2026-03-08 07:00:00", "2026-03-09 06:30:00")]
    public void A_daily_run_happens_once_a_day_through_a_change_of_the_clocks(
        string zone, int hour, int minute, string after, params string[] expected)
    {
        var daily = new ScheduleSpec(ScheduleKind.Daily, hour, minute).Compile(Zone.Of(zone), default);
        Assert.Equal(expected, daily.Next(Times.Utc(after), expected.Length).Select(static time => Times.Show(time)));
    }

    [Fact]
    public void Quarter_hours_skip_the_lost_hour_and_do_not_repeat_the_doubled_one()
    {
        var quarters = new ScheduleSpec(ScheduleKind.Cron, Expression: "*/15 * * * *").Compile(Zone.Of("Europe/Berlin"), default);
        Assert.Equal(["2026-03-29 00:45:00", "2026-03-29 01:00:00", "2026-03-29 01:15:00"],
            quarters.Next(Times.Utc("2026-03-29 00:30"), 3).Select(static time => Times.Show(time)));
        Assert.Equal(["2026-10-25 00:45:00", "2026-10-25 02:00:00"],
            quarters.Next(Times.Utc("2026-10-25 00:30"), 2).Select(static time => Times.Show(time)));
        Assert.Equal("2026-10-25 02:00:00", Times.Show(quarters.Next(Times.Utc("2026-10-25 01:20"))));
    }

    [Fact]
    public void Elapsed_time_takes_no_notice_of_the_clocks()
    {
        var anchor = Times.Utc("2026-10-24 22:00");
        var hourly = new ScheduleSpec(ScheduleKind.Every, Seconds: 3600).Compile(Zone.Of("Europe/Berlin"), anchor);
        Assert.Equal(Enumerable.Range(1, 10).Select(hour => anchor.AddHours(hour)), hourly.Next(anchor, 10));
        Assert.Equal(anchor.AddHours(1), hourly.Next(anchor.AddDays(-3)));
        Assert.Equal(anchor.AddHours(5), hourly.Next(anchor.AddHours(4.5)));
    }

    [Theory]
    [InlineData("mon", "2030-01-07")]
    [InlineData("tue", "2030-01-01")]
    [InlineData("wed", "2030-01-02")]
    [InlineData("thu", "2030-01-03")]
    [InlineData("fri", "2030-01-04")]
    [InlineData("sat", "2030-01-05")]
    [InlineData("sun", "2030-01-06")]
    public void A_weekly_run_is_on_its_day(string day, string expected)
    {
        var weekly = new ScheduleSpec(ScheduleKind.Weekly, 9, 0, day).Compile(Zone.Of("UTC"), default);
        Assert.Equal([Times.Utc($"{expected} 09:00"), Times.Utc($"{expected} 09:00").AddDays(7)], weekly.Next(Times.Utc("2030-01-01"), 2));
    }

    [Fact]
    public void A_weekly_run_of_today_that_has_been_is_a_week_away()
    {
        var weekly = new ScheduleSpec(ScheduleKind.Weekly, 9, 0, "tue").Compile(Zone.Of("UTC"), default);
        Assert.Equal("2030-01-08 09:00:00", Times.Show(weekly.Next(Times.Utc("2030-01-01 09:00"))));
    }

    [Fact]
    public void Next_is_after_and_nothing_lies_between()
    {
        var cases =
            from zone in Gen.Elements(ZoneNames)
            from hour in Gen.Choose(0, 23)
            from minute in Gen.Choose(0, 59)
            from seconds in Gen.Choose(0, 3 * 366 * 24 * 3600)
            select (Zone: zone, Hour: hour, Minute: minute, After: Times.Utc("2026-01-01").AddSeconds(seconds));
        Prop.ForAll(cases.ToArbitrary(), static sample =>
        {
            var daily = new ScheduleSpec(ScheduleKind.Daily, sample.Hour, sample.Minute).Compile(Zone.Of(sample.Zone), default);
            var next = daily.Next(sample.After)!.Value;
            // From any point on the way the next run is the same one.
            var onTheWay = sample.After + ((next - sample.After) / 2);
            return next > sample.After && daily.Next(onTheWay) == next && next - sample.After <= TimeSpan.FromHours(26);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_year_has_a_daily_run_for_each_of_its_days_in_every_zone()
    {
        foreach (var zone in ZoneNames)
        {
            for (var hour = 0; hour < 24; hour++)
            {
                var daily = new ScheduleSpec(ScheduleKind.Daily, hour, 30).Compile(Zone.Of(zone), default);
                var first = daily.Next(Times.Utc("2027-01-01"))!.Value;
                var days = daily.Next(first.AddSeconds(-1), 366).Select(time => Zone.Of(zone).Show(time).Date);
                Assert.Equal(Enumerable.Range(0, 366).Select(day => Zone.Of(zone).Show(first).Date.AddDays(day)), days);
            }
        }
    }
}
