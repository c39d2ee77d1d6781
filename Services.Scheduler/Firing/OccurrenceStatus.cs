namespace Nanobot.Services.Scheduler.Firing;

/// <summary>What became of an occurrence, by its name on the wire.</summary>
internal static class OccurrenceStatus
{
    public const string Requested = "requested";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Skipped = "skipped";
}
