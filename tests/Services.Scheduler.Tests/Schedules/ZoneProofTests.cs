using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;
using NodaTime;
using NodaTime.TimeZones;
using Xunit.Abstractions;

namespace Nanobot.Services.Scheduler.Tests.Schedules;

/// <summary>
/// Times around every change of every zone's clocks over ten years are those that Noda Time comes to, which has readers, rules and a copy of the IANA database of its own.
/// Of zones of which its edition says something else than the machine's, as the runtime reads that and not we, it goes by the runtime's. <c>ZONES_EVERY</c> says which part of the zones.
/// </summary>
public sealed class ZoneProofTests(ITestOutputHelper output)
{
    // Every so many zones in the usual run.
    private const int Sample = 8, Years = 10, Most = 20;
    private static readonly Instant From = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly Instant Until = Instant.FromUtc(2026 + Years, 1, 1, 0, 0);

    // A reading that comes twice is the first one, and one that is leapt over what comes behind the leap.
    private static readonly ZoneLocalMappingResolver Resolve = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    [Fact]
    public void Every_time_around_every_change_of_the_clocks_is_the_one_of_an_independent_calculation()
    {
        var every = int.Parse(Environment.GetEnvironmentVariable("ZONES_EVERY") ?? $"{Sample}", CultureInfo.InvariantCulture);
        var ids = DateTimeZoneProviders.Tzdb.Ids.Where(ZoneName.IsValid).Where((_, index) => index % every == 0).ToList();
        var (others, differences) = (new List<string>(), new List<string>());
        var (changes, times) = (0, 0);
        foreach (var id in ids)
        {
            var (theirs, runtimes) = (DateTimeZoneProviders.Tzdb[id], TimeZoneInfo.FindSystemTimeZoneById(id));
            if (!IsSameEdition(theirs, runtimes))
            {
                theirs = BclDateTimeZone.FromTimeZoneInfo(runtimes);
                others.Add(id);
            }

            foreach (var change in theirs.GetZoneIntervals(From, Until).Where(static interval => interval.HasStart && interval.Start > From).Select(static interval => interval.Start).DefaultIfEmpty(From))
            {
                changes++;
                times += Around(id, theirs, change, differences);
            }
        }

        output.WriteLine($"{ids.Count} zones, {changes} changes of their clocks over {Years} years, {times} times, {differences.Count} differences; by the runtime's rules, as editions differ: {string.Join(", ", others)}");
        Assert.Empty(differences.Take(20));
        Assert.True(others.Count <= Most, "The editions differ in more zones than editions do.");
        Assert.True(ids.Count > 500 / every && times > 1000 / every, "Too few were compared.");
    }

    private static int Around(string id, DateTimeZone theirs, Instant change, List<string> differences)
    {
        var (zone, times) = (Zone.Of(id), 0);
        // Just before the change, and what the clocks show from it on: between these lies the hour that is lost or comes twice.
        var before = change.Plus(Duration.FromSeconds(-1)).InZone(theirs).LocalDateTime.PlusSeconds(1);
        var behind = change.InZone(theirs).LocalDateTime;
        var middle = before.Plus(Period.FromMinutes(Period.Between(before, behind, PeriodUnits.Minutes).Minutes / 2));
        foreach (var reading in new[] { before.PlusMinutes(-1), before, middle, behind, behind.PlusMinutes(-1), behind.PlusMinutes(1) }.Select(static reading => reading.TimeOfDay).Distinct())
        {
            var start = change.Plus(Duration.FromDays(-3));
            var first = start.InZone(theirs).Date.PlusDays(-1);
            times += Compare($"{id} daily {reading}", new ScheduleSpec(ScheduleKind.Daily, reading.Hour, reading.Minute), start,
                Enumerable.Range(0, 10).Select(day => first.PlusDays(day) + new LocalTime(reading.Hour, reading.Minute)), 6);
        }

        var hours = change.Plus(Duration.FromHours(-2));
        var quarter = hours.InZone(theirs).LocalDateTime.With(TimeAdjusters.TruncateToHour).PlusHours(-3);
        times += Compare($"{id} quarters", new ScheduleSpec(ScheduleKind.Cron, Expression: "*/15 * * * *"), hours, Enumerable.Range(0, 100).Select(step => quarter.PlusMinutes(15 * step)), 24);
        return times + Compare($"{id} seconds", new ScheduleSpec(ScheduleKind.Cron, Expression: "20 */10 * * * *"), hours,
            Enumerable.Range(0, 150).Select(step => quarter.PlusMinutes(10 * step).PlusSeconds(20)), 36);

        int Compare(string what, ScheduleSpec spec, Instant after, IEnumerable<LocalDateTime> readings, int count)
        {
            var expected = readings.Select(reading => Resolve(theirs.MapLocal(reading)).ToInstant()).Where(instant => instant > after).Distinct().Order().Take(count).ToList();
            var schedule = spec.Compile(zone, default);
            var actual = new List<Instant>();
            for (var next = schedule.Next(after.ToDateTimeOffset()); actual.Count < count; next = schedule.Next(next!.Value))
            {
                actual.Add(Instant.FromDateTimeOffset(next!.Value));
            }

            if (!expected.SequenceEqual(actual))
            {
                differences.Add($"{what} after {after}: {string.Join(' ', actual)} instead of {string.Join(' ', expected)}");
            }

            return count;
        }
    }

    private static bool IsSameEdition(DateTimeZone theirs, TimeZoneInfo runtimes)
    {
        for (var at = From; at < Until; at += Duration.FromDays(1))
        {
            if (theirs.GetUtcOffset(at).ToTimeSpan() != runtimes.GetUtcOffset(at.ToDateTimeOffset()))
            {
                return false;
            }
        }

        return true;
    }
}
