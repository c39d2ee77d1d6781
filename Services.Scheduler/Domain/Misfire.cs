namespace Nanobot.Services.Scheduler.Domain;

/// <summary>What becomes of runs that could not be made in time, by its name on the wire.</summary>
internal static class Misfire
{
    /// <summary>Missed runs are not made.</summary>
    public const string Skip = "skip";

    /// <summary>Of the runs that are due at once only the latest is made, however late.</summary>
    public const string Last = "last";

    /// <summary>Every missed run is made.</summary>
    public const string All = "all";

    public const int DefaultGraceSeconds = 3600;
    public const int MaximumGraceSeconds = 7 * 24 * 60 * 60;

    public static IReadOnlyCollection<string> Names { get; } = [Skip, Last, All];
}
