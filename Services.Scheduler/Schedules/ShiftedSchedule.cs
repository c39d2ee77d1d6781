namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>A schedule whose times are the wished ones of another, so much sooner or later. What a wish is left out for, its day's or an earlier one's, leaves out its time with it.</summary>
/// <param name="wishes">The times that are wished for.</param>
/// <param name="shift">How much later they come; less than zero for sooner.</param>
internal sealed class ShiftedSchedule(ISchedule wishes, TimeSpan shift) : ISchedule
{
    public DateTimeOffset? Next(DateTimeOffset after) => wishes.Next(after - shift) + shift;

    public bool Excludes(DateTimeOffset instant) => wishes.Excludes(instant - shift);
}
