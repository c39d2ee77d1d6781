namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What a job stands for that nobody has made by hand, by its name on the wire.</summary>
internal static class JobOrigin
{
    /// <summary>The user's preferences: it moves and goes with them.</summary>
    public const string Preferences = "preferences";
}
