namespace Nanobot.Services.Scheduler.Schedules.Days;

/// <summary>The days on which a schedule is silent: those of any of some sets.</summary>
internal sealed class ExcludedDays(IReadOnlyList<DaySet> sets)
{
    public static ExcludedDays None { get; } = new([]);

    public bool IsNone => sets.Count == 0;

    public bool Contains(DateOnly day) => sets.Any(set => set.Contains(day));
}
