using Nanobot.Services.Scheduler.Schedules.Cron;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Schedules.Cron;

public sealed class CronTests
{
    [Theory]
    [InlineData("* * * * *", "2030-01-01 00:00", "2030-01-01 00:01")]
    [InlineData("*/15 * * * *", "2030-01-01 00:46", "2030-01-01 01:00")]
    [InlineData("0 9 * * *", "2030-01-01 09:00", "2030-01-02 09:00")]
    [InlineData("10-20/5 9 * * *", "2030-01-01 09:15", "2030-01-01 09:20")]
    [InlineData("0 0 1 * *", "2030-01-31 12:00", "2030-02-01 00:00")]
    [InlineData("0 0 31 * *", "2030-01-31 12:00", "2030-03-31 00:00")]
    [InlineData("0 0 29 2 *", "2030-01-01 00:00", "2032-02-29 00:00")]
    [InlineData("0 0 29 2 *", "2096-03-01 00:00", "2104-02-29 00:00")]
    [InlineData("0 0 1 jan *", "2030-01-01 00:00", "2031-01-01 00:00")]
    [InlineData("0 9 * * 0", "2030-01-01 00:00", "2030-01-06 09:00")]
    [InlineData("0 9 * * 7", "2030-01-01 00:00", "2030-01-06 09:00")]
    [InlineData("0 9 * * sun", "2030-01-01 00:00", "2030-01-06 09:00")]
    [InlineData("0 9 * * 1", "2030-01-01 00:00", "2030-01-07 09:00")]
    [InlineData("0 9 * * MON-Fri", "2030-01-04 09:00", "2030-01-07 09:00")]
    [InlineData("0 9 * * 5-7", "2030-01-05 09:00", "2030-01-06 09:00")]
    [InlineData("59 23 31 12 *", "2030-01-01 00:00", "2030-12-31 23:59")]
    public void An_expression_means_what_standard_cron_means(string expression, string after, string expected) =>
        Assert.Equal(Times.Reading(expected), CronParser.Parse(expression).ToTimes().Next(Times.Reading(after)));

    [Fact]
    public void Two_restricted_day_fields_are_a_union() =>
        Assert.Equal(["01-04", "01-11", "01-13", "01-18"], Days("0 9 13 * fri", 4));

    [Fact]
    public void A_day_field_that_starts_with_a_star_restricts_the_other() =>
        Assert.Equal(["01-07", "01-21", "02-11", "02-25"], Days("0 9 */2 * mon", 4));

    [Fact]
    public void A_full_list_is_no_star_and_so_takes_every_day() =>
        Assert.Equal(["01-01", "01-02", "01-03"], Days("0 9 1-31 * mon", 3));

    [Fact]
    public void A_step_over_days_of_the_week_with_a_full_day_of_month_is_a_restriction() =>
        Assert.Equal(["01-01", "01-03", "01-05", "01-06"], Days("0 9 * * */2", 4));

    [Theory]
    [InlineData("", "five fields")]
    [InlineData("* * * *", "has 4")]
    [InlineData("0 0 0 12 * ? 2030", "has 7")]
    [InlineData("@reboot", "'@reboot' is no time")]
    [InlineData("@fortnightly", "'@fortnightly' is none of @yearly")]
    [InlineData("@every 5m", "has 2")]
    [InlineData("60 0 9 * * *", "second: 60 is not 0 to 59")]
    [InlineData("60 * * * *", "minute: 60 is not 0 to 59")]
    [InlineData("* 24 * * *", "hour: 24 is not 0 to 23")]
    [InlineData("* * 0 * *", "day of month: 0 is not 1 to 31")]
    [InlineData("* * 32W * *", "day of month: 32 is not 1 to 31")]
    [InlineData("* * L-31 * *", "day of month: 'L-31' counts back further than 30 days")]
    [InlineData("* * W * *", "day of month: 'W' is not a value of this field; 'W' (the nearest weekday)")]
    [InlineData("* * 1-5W * *", "day of month: '5W' is not a value")]
    [InlineData("* * * 13 *", "month: 13 is not 1 to 12")]
    [InlineData("* * * L *", "month: 'L' is not a value of this field; 'L' (the last)")]
    [InlineData("* * * * 8", "day of week: 8 is not 0 to 7")]
    [InlineData("* * * * L", "day of week: 'L' stands behind a day")]
    [InlineData("* * * * 1W", "day of week: '1W' is not a value of this field; 'W' (the nearest weekday)")]
    [InlineData("* * * * 1#6", "day of week: '1#6' must be the 1st to 5th")]
    [InlineData("* * 1#2 * *", "day of month: '1#2' is not a value of this field; '#' (the nth")]
    [InlineData("? * * * *", "minute: '?' is not a value of this field; '?' stands for a field of days")]
    [InlineData("* * ?/2 * *", "day of month: '?' is not a value")]
    [InlineData("0~30 * * * *", "minute: '0~30' is not a value of this field; '~'")]
    [InlineData("*/0 * * * *", "must be 1 to 59")]
    [InlineData("*/60 * * * *", "must be 1 to 59")]
    [InlineData("1,,2 * * * *", "empty place")]
    [InlineData("1-2-3 * * * *", "no range")]
    [InlineData("*/2/2 * * * *", "two steps")]
    [InlineData("-1 * * * *", "minute: ''")]
    [InlineData("a * * * *", "minute: 'a'")]
    [InlineData("H * * * *", "minute: 'H' is not a value of this field; 'H' (a hash)")]
    [InlineData("** * * * *", "minute: '**'")]
    [InlineData("99999999999 * * * *", "minute: '99999999999'")]
    [InlineData("* * 1W,2W,3W,4W,5W,6W,7W,8W,9W,10W,11W * *", "day of month: holds more than 10 days")]
    public void What_is_none_is_refused_by_the_name_of_its_field(string expression, string named) =>
        Assert.Contains(named, Assert.Throws<CronException>(() => CronParser.Parse(expression)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("@yearly", "0 0 1 1 *")]
    [InlineData("@annually", "0 0 1 1 *")]
    [InlineData("@Monthly", "0 0 1 * *")]
    [InlineData("@weekly", "0 0 * * 0")]
    [InlineData("@daily", "0 0 * * *")]
    [InlineData("@midnight", "0 0 * * *")]
    [InlineData(" @hourly ", "0 * * * *")]
    [InlineData("@every_minute", "* * * * *")]
    [InlineData("0 0 9 ? * mon", "0 9 * * 1")]
    [InlineData("0 9 ? * ?", "0 9 * * *")]
    [InlineData("0 9 * * FRI-MON", "0 9 * * 0,1,5,6")]
    [InlineData("0 9 * nov-feb *", "0 9 * 1,2,11,12 *")]
    [InlineData("50-10/10 22-2 * * *", "0,10,50 0,1,2,22,23 * * *")]
    [InlineData("5/20 * * * *", "5,25,45 * * * *")]
    [InlineData("0 9 * * mon#1,mon#3,wed", "0 9 * * wed,1#3,1#1")]
    public void What_is_written_otherwise_means_the_same(string expression, string same)
    {
        var (one, other) = (CronParser.Parse(expression).ToTimes(), CronParser.Parse(same).ToTimes());
        for (var (at, i) = (Times.Reading("2030-01-01"), 0); i < 50; i++)
        {
            Assert.Equal(other.Next(at), one.Next(at));
            at = one.Next(at)!.Value;
        }
    }

    [Theory]
    [InlineData("30 0 9 * * *", "2030-01-01 09:00:30")]
    [InlineData("0 9 L * *", "2030-01-31 09:00")]
    [InlineData("0 9 L-2 2 *", "2030-02-26 09:00")]
    [InlineData("0 9 LW 3 *", "2030-03-29 09:00")]
    [InlineData("0 9 1W 6 *", "2030-06-03 09:00")]
    [InlineData("0 9 31W 3 *", "2030-03-29 09:00")]
    [InlineData("0 9 l-1w 3 *", "2030-03-29 09:00")]
    [InlineData("0 9 * * friL", "2030-01-25 09:00")]
    [InlineData("0 9 * * 7#2", "2030-01-13 09:00")]
    [InlineData("0 9 * 2 1#5", "2044-02-29 09:00")]
    [InlineData("0 9 13 * 5L", "2030-01-13 09:00")]
    [InlineData("0 9 ? * 5L", "2030-01-25 09:00")]
    [InlineData("0 9 */31 * 2#1", "2030-01-01 09:00")]
    public void A_day_that_every_month_has_elsewhere_is_found(string expression, string expected) =>
        Assert.Equal(Times.Reading(expected), CronParser.Parse(expression).ToTimes().Next(Times.Reading("2030-01-01")));

    [Theory]
    [InlineData("0 0 9 * * *", true)]
    [InlineData("59 * * * * *", true)]
    [InlineData("0,30 * * * * *", false)]
    [InlineData("*/45 0 9 1 1 *", false)]
    [InlineData("* * * * * *", false)]
    public void Two_seconds_of_one_minute_are_closer_than_a_minute(string expression, bool isByTheMinute) =>
        Assert.Equal(isByTheMinute, CronParser.Parse(expression).IsByTheMinute);

    [Fact]
    public void What_lies_less_than_a_millisecond_ahead_is_not_passed_over() => Assert.Equal(Times.Reading("2030-01-01 09:00"),
        CronParser.Parse("0 9 * * *").ToTimes().Next(Times.Reading("2030-01-01 09:00").AddTicks(-1)));

    [Theory]
    [InlineData("0 0 31 2 *")]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    [InlineData("* * 30W 2 *")]
    [InlineData("* * L-30 2,4 *")]
    [InlineData("0 0 30 2 */7")]
    public void A_date_that_never_comes_has_no_next(string expression) =>
        Assert.Null(CronParser.Parse(expression).ToTimes().Next(Times.Reading("2030-01-01")));

    [Fact]
    public void A_date_that_must_be_a_given_weekday_comes_after_however_many_years() =>
        Assert.Equal(Times.Reading("2042-01-05 08:00"), CronParser.Parse("* 8-17 26,5 1 */7").ToTimes().Next(Times.Reading("2032-03-22 18:48")));

    private static List<string> Days(string expression, int count)
    {
        var times = CronParser.Parse(expression).ToTimes();
        var days = new List<string>();
        for (var next = times.Next(Times.Reading("2030-01-01")); days.Count < count; next = times.Next(next!.Value))
        {
            days.Add($"{next:MM-dd}");
        }

        return days;
    }
}
