namespace Nanobot.Platform.Rights.Known;

/// <summary>How long policies are gone by; whatever changes of them ends them before.</summary>
/// <param name="KnownFor">How old they may be before they are asked for again, behind those who go by them, where nobody says what has changed.</param>
/// <param name="KnownAtMost">When they have ended there.</param>
/// <param name="ComparedFor">When they have ended while it is known that nothing has changed; those in use are asked for again shortly before that.</param>
/// <param name="UnknownFor">How long a tenant that is not there is not asked for again.</param>
/// <param name="Capacity">Most tenants held.</param>
public sealed record PolicyMemory(TimeSpan KnownFor, TimeSpan KnownAtMost, TimeSpan ComparedFor, TimeSpan UnknownFor, int Capacity)
{
    /// <summary>Longest that one question may take.</summary>
    public static TimeSpan Deadline { get; } = TimeSpan.FromSeconds(5);
}
