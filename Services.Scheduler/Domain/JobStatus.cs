namespace Nanobot.Services.Scheduler.Domain;

/// <summary>Where a job stands, by its name on the wire.</summary>
internal static class JobStatus
{
    /// <summary>Has a next run.</summary>
    public const string Active = "active";

    /// <summary>Switched off by its user.</summary>
    public const string Paused = "paused";

    /// <summary>Its last run has been.</summary>
    public const string Done = "done";
}
