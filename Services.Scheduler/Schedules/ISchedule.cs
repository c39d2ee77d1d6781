namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>When something happens.</summary>
internal interface ISchedule
{
    /// <summary>The first time strictly after <paramref name="after"/>, in UTC, or null when there is none.</summary>
    DateTimeOffset? Next(DateTimeOffset after);

    /// <summary>Whether the day of one of its times is left out, now that it may be another than when that was computed.</summary>
    bool Excludes(DateTimeOffset instant) => false;
}
