namespace Nanobot.Services.Scheduler.Domain;

/// <summary>What started a run, by its name on the wire.</summary>
internal static class OccurrenceTrigger
{
    public const string Schedule = "schedule";
    public const string Manual = "manual";
}
