using FsCheck;
using FsCheck.Fluent;
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
    [InlineData("0 0 12 * * ?", "has 6")]
    [InlineData("@daily", "'@'")]
    [InlineData("60 * * * *", "minute: 60 is not 0 to 59")]
    [InlineData("* 24 * * *", "hour: 24 is not 0 to 23")]
    [InlineData("* * 0 * *", "day of month: 0 is not 1 to 31")]
    [InlineData("* * * 13 *", "month: 13 is not 1 to 12")]
    [InlineData("* * * * 8", "day of week: 8 is not 0 to 7")]
    [InlineData("* * L * *", "day of month: 'L'")]
    [InlineData("* * 15W * *", "day of month: 'W'")]
    [InlineData("* * * * 5L", "day of week: 'L'")]
    [InlineData("* * * * 1#2", "day of week: '#'")]
    [InlineData("* * ? * *", "day of month: '?'")]
    [InlineData("0~30 * * * *", "minute: '~'")]
    [InlineData("5/15 * * * *", "needs a range")]
    [InlineData("*/0 * * * *", "must be 1 to 59")]
    [InlineData("*/60 * * * *", "must be 1 to 59")]
    [InlineData("20-10 * * * *", "runs backwards")]
    [InlineData("1,,2 * * * *", "empty place")]
    [InlineData("1-2-3 * * * *", "no range")]
    [InlineData("*/2/2 * * * *", "two steps")]
    [InlineData("-1 * * * *", "minute: ''")]
    [InlineData("a * * * *", "minute: 'a'")]
    [InlineData("H * * * *", "minute: 'H'")]
    [InlineData("** * * * *", "minute: '**'")]
    [InlineData("99999999999 * * * *", "minute: '99999999999'")]
    public void What_is_not_standard_is_refused_by_name(string expression, string named) =>
        Assert.Contains(named, Assert.Throws<CronException>(() => CronParser.Parse(expression)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0 0 31 2 *")]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public void A_date_that_never_comes_has_no_next(string expression) =>
        Assert.Null(CronParser.Parse(expression).ToTimes().Next(Times.Reading("2030-01-01")));

    [Fact]
    public void A_date_that_must_be_a_given_weekday_comes_after_however_many_years() =>
        Assert.Equal(Times.Reading("2042-01-05 08:00"), CronParser.Parse("* 8-17 26,5 1 */7").ToTimes().Next(Times.Reading("2032-03-22 18:48")));

    [Fact]
    public void Every_expression_agrees_with_a_minute_by_minute_reading_of_the_rules()
    {
        var field = static (int low, int high) => Gen.OneOf(
            Gen.Constant("*"),
            Gen.Choose(1, Math.Min(9, high)).Select(static step => $"*/{step}"),
            Gen.Choose(low, high).ListOf(2).Select(static values => string.Join(',', values)),
            Gen.Choose(low, high).Two().Select(static pair => $"{Math.Min(pair.Item1, pair.Item2)}-{Math.Max(pair.Item1, pair.Item2)}"));
        var cases =
            from minute in field(0, 59)
            from hour in field(0, 23)
            from day in field(1, 28)
            from month in Gen.OneOf(Gen.Constant("*"), Gen.Choose(1, 12).Select(static value => $"{value}"))
            from weekday in field(0, 7)
            from after in Gen.Choose(0, 366 * 24 * 60)
            select (Expression: $"{minute} {hour} {day} {month} {weekday}", After: Times.Reading("2031-12-15").AddMinutes(after));
        Prop.ForAll(cases.ToArbitrary(), static sample =>
        {
            var spec = CronParser.Parse(sample.Expression);
            return spec.ToTimes().Next(sample.After) == Naive(spec, sample.After);
        }).QuickCheckThrowOnFailure();
    }

    private static DateTime? Naive(CronSpec spec, DateTime after)
    {
        // A date that must be a given weekday may let eleven years pass, and 29 February forty.
        for (var day = after.Date; day < after.Date.AddYears(41); day = day.AddDays(1))
        {
            var inMonth = spec.DaysOfMonth.Values.Contains(day.Day);
            var inWeek = spec.DaysOfWeek.Values.Contains((int)day.DayOfWeek);
            var isDay = spec.DaysOfMonth.IsStar || spec.DaysOfWeek.IsStar ? inMonth && inWeek : inMonth || inWeek;
            if (!isDay || !spec.Months.Values.Contains(day.Month))
            {
                continue;
            }

            foreach (var reading in from hour in spec.Hours.Values from minute in spec.Minutes.Values select day.AddHours(hour).AddMinutes(minute))
            {
                if (reading > after)
                {
                    return reading;
                }
            }
        }

        return null;
    }

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
