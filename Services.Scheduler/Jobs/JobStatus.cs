namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Where a job stands, by its name on the wire.</summary>
internal static class JobStatus
{
    /// <summary>Has an occurrence to come.</summary>
    public const string Active = "active";

    /// <summary>Switched off by its user, or after the last attempt at firing it.</summary>
    public const string Paused = "paused";

    /// <summary>Its last occurrence has been.</summary>
    public const string Done = "done";

    public static IReadOnlyCollection<string> Names { get; } = [Active, Paused, Done];
}
