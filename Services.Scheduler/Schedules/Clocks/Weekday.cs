namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>Days of the week by their name on the wire.</summary>
internal static class Weekday
{
    public static IReadOnlyList<string> Names { get; } = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static DayOfWeek Parse(string name) =>
        Names.ToList().IndexOf(name) is >= 0 and var index
            ? (DayOfWeek)((index + 1) % Names.Count)
            : throw new FormatException($"No day of the week: {name}");
}
