namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>When something happens.</summary>
internal interface ISchedule
{
    /// <summary>The first time strictly after <paramref name="after"/>, in UTC, or null when there is none.</summary>
    DateTimeOffset? Next(DateTimeOffset after);
}
