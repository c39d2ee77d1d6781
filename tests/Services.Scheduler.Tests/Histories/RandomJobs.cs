using System.Globalization;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Tests.Histories;

/// <summary>Jobs of all kinds, zones and policies, none of which runs more often than its history keeps.</summary>
internal static class RandomJobs
{
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca"];
    private static readonly string[] Expressions = ["0 9 * * mon-fri", "15 */3 * * *", "30 8 L * *", "0 12 * * fri#2", "45 23 1,15 * *", "30 2 * * *", "5 1 * * sun", "0 0 15W * *"];
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>One of them.</summary>
    public static Job One(Random random, DateTimeOffset now, TimeSpan span)
    {
        var schedule = random.Next(10) switch
        {
            < 3 => new ScheduleSpec(ScheduleKind.Daily, random.Next(24), random.Next(60)),
            < 5 => new ScheduleSpec(ScheduleKind.Weekly, random.Next(24), random.Next(60), Days[random.Next(Days.Length)]),
            < 7 => new ScheduleSpec(ScheduleKind.Cron, Expression: Expressions[random.Next(Expressions.Length)]),
            < 9 => new ScheduleSpec(ScheduleKind.Every, Seconds: random.Next(7_200, 100_000)),
            _ => new ScheduleSpec(ScheduleKind.At, Time: (now + (span * random.NextDouble())).AddMinutes(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        };
        var misfire = Misfire.Names.ElementAt(random.Next(Misfire.Names.Count));
        var draft = new JobDraft(null, schedule, null, new JobPayload(PayloadType.Report, "daily"), misfire, random.Next(7_200));
        var job = Job.New(draft, ZoneName.Parse(Zones[random.Next(Zones.Length)]), ExcludedDays.None, now);
        // A slot as the ledger would have chosen it, among other jobs than these.
        return schedule.Kind != ScheduleKind.At && random.Next(3) == 0 ? job.In(new Slot(random.Next(0, Slot.Widest), 4), now) : job;
    }
}
