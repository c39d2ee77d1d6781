namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>What becomes of occurrences that could not fire in time, by its name on the wire.</summary>
internal static class Misfire
{
    /// <summary>Missed occurrences do not fire.</summary>
    public const string Skip = "skip";

    /// <summary>Of the occurrences that are due at once only the latest fires, however late.</summary>
    public const string Last = "last";

    /// <summary>Every missed occurrence fires.</summary>
    public const string All = "all";

    public const int DefaultGraceSeconds = 3600;
    public const int MaximumGraceSeconds = 7 * 24 * 60 * 60;

    public static IReadOnlyCollection<string> Names { get; } = [Skip, Last, All];
}
