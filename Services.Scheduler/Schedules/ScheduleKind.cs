namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>The kinds of schedules, by their name on the wire.</summary>
internal static class ScheduleKind
{
    public const string Daily = "daily";
    public const string Weekly = "weekly";
    public const string Cron = "cron";
    public const string Every = "every";
    public const string At = "at";

    public static IReadOnlyCollection<string> All { get; } = [Daily, Weekly, Cron, Every, At];
}
