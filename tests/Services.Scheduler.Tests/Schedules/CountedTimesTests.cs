using System.Globalization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Nanobot.Services.Scheduler.Interchange;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Schedules;

public sealed class CountedTimesTests
{
    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <summary>Rules that count and end against another reading of RFC 5545 than ours.</summary>
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    public void A_rule_that_counts_and_ends_is_the_schedule_that_is_imported_and_the_one_that_is_exported(string zone)
    {
        var random = new Random(716);
        for (var round = 0; round < 200; round++)
        {
            // Times that no clock leaps over: of those, readers think differently.
            var start = new DateTime(2029, 1, 1, random.Next(4, 24), random.Next(60), 0, DateTimeKind.Unspecified).AddDays(random.Next(700));
            var isWeekly = random.Next(2) == 0;
            var count = random.Next(1, 40);
            var end = random.Next(3) switch
            {
                0 => $";COUNT={count}",
                1 => $";UNTIL={start.AddDays(random.Next(1, 500)).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}",
                _ => "",
            };
            var text = $"FREQ={(isWeekly ? $"WEEKLY;BYDAY={Days[(int)start.DayOfWeek]}" : "DAILY")};INTERVAL={random.Next(1, 53)}{end}";

            var schedule = Read(text, start, zone, out var spec);
            var first = WallClock.ToInstant(start, Zone.Of(zone));

            Assert.True(Expected(new RecurrencePattern(text), start, zone).SequenceEqual(schedule.Next(first.AddMicroseconds(-1), 50)), $"{text} from {start:O}");
            // From any later time on, as jobs are exported at their next one.
            if (schedule.Next(first.AddDays(random.Next(400))) is { } later)
            {
                Assert.True(Expected(JobRule.Of(spec)!, Zone.Of(zone).Show(later).DateTime, zone).SequenceEqual(schedule.Next(later.AddMicroseconds(-1), 50)), $"{text} from {later:O}");
            }
        }
    }

    [Fact]
    public void Days_are_counted_by_the_calendar_through_every_change_of_the_clocks()
    {
        var schedule = new ScheduleSpec(ScheduleKind.Daily, 2, 30, Interval: 2, StartsOn: "2030-03-29").Compile(Zone.Of("Europe/Berlin"), Times.Utc("2030-03-01"));

        // On the 31st the clocks leap over half past two; on 27 October, a multiple of two days later or not, they show it twice.
        Assert.Equal(["2030-03-29 01:30:00", "2030-03-31 01:00:00", "2030-04-02 00:30:00"], schedule.Next(Times.Utc("2030-03-01"), 3).Select(static time => Times.Show(time)));
        Assert.All(schedule.Next(Times.Utc("2030-03-01"), 400), static time =>
            Assert.Equal(0, (DateOnly.FromDateTime(Zone.Of("Europe/Berlin").Show(time).DateTime).DayNumber - new DateOnly(2030, 3, 29).DayNumber) % 2));
    }

    [Theory]
    [InlineData("2030-01-07", "2030-01-08 09:00:00", "2030-01-22 09:00:00")]
    [InlineData("2030-01-08", "2030-01-08 09:00:00", "2030-01-22 09:00:00")]
    [InlineData("2030-01-09", "2030-01-15 09:00:00", "2030-01-29 09:00:00")]
    [InlineData("1999-12-28", "2030-01-01 09:00:00", "2030-01-15 09:00:00")]
    public void Weeks_are_counted_from_the_first_such_day(string startsOn, params string[] expected)
    {
        var schedule = new ScheduleSpec(ScheduleKind.Weekly, 9, 0, "tue", Interval: 2, StartsOn: startsOn).Compile(Zone.Of("UTC"), Times.Utc("2029-12-31"));

        Assert.Equal(expected, schedule.Next(Times.Utc("2029-12-31"), 2).Select(static time => Times.Show(time)));
    }

    [Theory]
    [InlineData("2030-01-09 09:00:00", 3)]
    [InlineData("2030-01-09 08:59:59", 2)]
    [InlineData("2030-01-07 08:59:59", 0)]
    public void The_last_moment_belongs_to_it(string end, int runs)
    {
        var schedule = new ScheduleSpec(ScheduleKind.Daily, 9, 0, EndsAt: $"{end.Replace(' ', 'T')}Z").Compile(Zone.Of("UTC"), SchedulerHost.Start);

        Assert.Equal(runs, schedule.Next(SchedulerHost.Start, 10).Count);
    }

    private static ISchedule Read(string rule, DateTime start, string zone, out ScheduleSpec spec)
    {
        var (read, first) = (new RecurrencePattern(rule), WallClock.ToInstant(start, Zone.Of(zone)));
        var (schedule, why) = ForeignRule.Read(read, start);
        Assert.True(schedule is not null, $"{rule}: {why}");
        (schedule, why) = ForeignEnd.Read(read, schedule!, Zone.Of(zone), first);
        Assert.True(schedule is { IsComplete: true }, $"{rule}: {why}");
        spec = schedule!;
        return spec.Compile(Zone.Of(zone), first.AddDays(-1));
    }

    private static List<DateTimeOffset> Expected(RecurrencePattern rule, DateTime start, string zone)
    {
        var read = new CalendarEvent { Start = new CalDateTime(start, zone, true) };
        read.Properties.Set("RRULE", rule);
        return [.. read.GetOccurrences().Take(50).Select(static one => new DateTimeOffset(one.Period.StartTime.AsUtc))];
    }
}
