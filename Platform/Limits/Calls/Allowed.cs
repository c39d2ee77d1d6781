namespace Nanobot.Platform.Limits.Calls;

/// <summary>How much of something is allowed at the moment.</summary>
/// <param name="Amount">The amount; 0 allows nothing.</param>
/// <param name="Zone">IANA name of the zone in whose calendar it is counted, where it is counted by days.</param>
public sealed record Allowed(long Amount, string Zone)
{
    internal static Allowed Nothing { get; } = new(0, "");

    internal bool Is(Allowed other) => ReferenceEquals(this, other) || Equals(other);
}
