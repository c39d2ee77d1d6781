namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>Once.</summary>
internal sealed class AtSchedule(DateTimeOffset time) : ISchedule
{
    public DateTimeOffset? Next(DateTimeOffset after) => time > after ? time.ToUniversalTime() : null;
}
