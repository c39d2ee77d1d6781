namespace Nanobot.Services.Scheduler.Firing;

/// <summary>What fired an occurrence, by its name on the wire.</summary>
internal static class OccurrenceTrigger
{
    public const string Schedule = "schedule";
    public const string Manual = "manual";
}
