using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Firing;

public sealed class OccurrencePlanTests
{
    private static readonly DateTimeOffset Due = Times.Utc("2030-01-01 09:00");
    private static readonly ISchedule Hourly = new ScheduleSpec(ScheduleKind.Cron, Expression: "0 * * * *").Compile(Zone.Of("UTC"), default);
    private static readonly ISchedule EachMinute = new ScheduleSpec(ScheduleKind.Cron, Expression: "* * * * *").Compile(Zone.Of("UTC"), default);

    [Theory]
    [InlineData("skip")]
    [InlineData("last")]
    [InlineData("all")]
    public void A_run_in_time_is_made_whatever_the_policy(string misfire)
    {
        var plan = OccurrencePlan.Of(Hourly, Due, Due.AddSeconds(1), misfire, TimeSpan.FromMinutes(1));
        Assert.Equal([Due], plan.Fired);
        Assert.Empty(plan.Skipped);
        Assert.Equal(Due.AddHours(1), plan.Next);
    }

    [Theory]
    [InlineData("skip", 0, 4)]
    [InlineData("last", 1, 3)]
    [InlineData("all", 4, 0)]
    public void After_an_outage_the_policy_decides_and_every_run_is_accounted_for(string misfire, int made, int skipped)
    {
        var plan = OccurrencePlan.Of(Hourly, Due, Due.AddHours(3.5), misfire, TimeSpan.FromMinutes(20));
        Assert.Equal(Enumerable.Range(0, 4).Select(static hour => Due.AddHours(hour)), plan.Skipped.Concat(plan.Fired));
        Assert.Equal((made, skipped), (plan.Fired.Count, plan.Skipped.Count));
        Assert.Equal(Due.AddHours(4), plan.Next);
        Assert.Null(plan.FirstSkippedUntil);
    }

    [Fact]
    public void Skip_still_makes_the_latest_run_within_its_grace()
    {
        var plan = OccurrencePlan.Of(Hourly, Due, Due.AddHours(3.5), Misfire.Skip, TimeSpan.FromMinutes(30));
        Assert.Equal([Due.AddHours(3)], plan.Fired);
        Assert.Equal(3, plan.Skipped.Count);
    }

    [Theory]
    [InlineData("last", 1)]
    [InlineData("all", 100)]
    public void A_long_outage_is_bounded_and_its_old_part_is_recorded_in_one_piece(string misfire, int made)
    {
        var now = Due.AddDays(400);
        var plan = OccurrencePlan.Of(EachMinute, Due, now, misfire, TimeSpan.Zero);
        Assert.Equal(made, plan.Fired.Count);
        Assert.Equal(now, plan.Fired[^1]);
        Assert.Equal(101, plan.Fired.Count + plan.Skipped.Count);
        Assert.Equal(Due, plan.Skipped[0]);
        Assert.Equal(now.AddMinutes(-99), plan.FirstSkippedUntil);
        Assert.Equal(now.AddMinutes(1), plan.Next);
    }

    [Fact]
    public void An_outage_of_some_hundred_runs_is_cut_the_same_way()
    {
        var plan = OccurrencePlan.Of(EachMinute, Due, Due.AddMinutes(300), Misfire.All, TimeSpan.Zero);
        Assert.Equal(Due.AddMinutes(201), plan.Fired[0]);
        Assert.Equal([Due], plan.Skipped);
        Assert.Equal(Due.AddMinutes(201), plan.FirstSkippedUntil);
    }

    [Theory]
    [InlineData("last", true)]
    [InlineData("all", true)]
    [InlineData("skip", false)]
    public void A_one_off_that_was_missed_is_made_late_or_skipped_and_has_no_next(string misfire, bool isMade)
    {
        var plan = OccurrencePlan.Of(new AtSchedule(Due), Due, Due.AddDays(2), misfire, TimeSpan.FromHours(1));
        Assert.Equal(isMade ? [Due] : [], plan.Fired);
        Assert.Equal(isMade ? [] : [Due], plan.Skipped);
        Assert.Null(plan.Next);
    }

    [Fact]
    public void The_same_run_has_the_same_report_and_others_have_others()
    {
        var job = Guid.NewGuid();
        Assert.Equal(OccurrenceId.OfReport(job, Due), OccurrenceId.OfReport(job, Due.ToOffset(TimeSpan.FromHours(8))));
        Assert.NotEqual(OccurrenceId.OfReport(job, Due), OccurrenceId.OfReport(job, Due.AddMicroseconds(1)));
        Assert.NotEqual(OccurrenceId.OfReport(job, Due), OccurrenceId.OfReport(Guid.NewGuid(), Due));
        Assert.Equal(7, OccurrenceId.OfReport(job, Due).Version);
    }

    [Fact]
    public void The_same_run_has_the_same_turn_and_turns_are_in_the_order_of_their_times()
    {
        var job = Guid.NewGuid();
        var ids = Enumerable.Range(0, 20).Select(at => OccurrenceId.OfRun(job, Due.AddSeconds(at))).ToList();

        Assert.Equal(ids[0], OccurrenceId.OfRun(job, Due.ToOffset(TimeSpan.FromHours(8))));
        Assert.NotEqual(ids[0], OccurrenceId.OfRun(Guid.NewGuid(), Due));
        Assert.NotEqual(ids[0], OccurrenceId.OfReport(job, Due));
        Assert.Equal(ids.OrderBy(static id => id.ToString(), StringComparer.Ordinal), ids);
        Assert.All(ids, static id => Assert.Equal((7, 8), (id.Version, id.Variant & 0xC)));
    }
}
