namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>Whether what is simulated stays within a limit, by its name on the wire.</summary>
internal static class LimitVerdict
{
    /// <summary>It does, and what each run comes to is known.</summary>
    public const string Within = "within";

    /// <summary>It does not, by what is known alone.</summary>
    public const string Exceeded = "exceeded";

    /// <summary>What is known does, but something is not known.</summary>
    public const string Unknown = "unknown";
}
