namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Whose clocks a job follows, by its name on the wire.</summary>
internal static class ZoneMode
{
    /// <summary>Those of the zone that it names, whatever its user's preferences say.</summary>
    public const string Fixed = "fixed";

    /// <summary>Those of the zone of its user's preferences, wherever that moves.</summary>
    public const string User = "user";

    public static IReadOnlyCollection<string> Names { get; } = [Fixed, User];
}
