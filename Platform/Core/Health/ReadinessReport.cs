namespace Nanobot.Platform.Core.Health;

/// <summary>Whether a process takes requests, and why not.</summary>
/// <param name="State">One of <see cref="InstanceState"/>.</param>
/// <param name="Reasons">Why it is not ready, such as <c>database: unavailable</c>; empty where it is.</param>
/// <param name="Dependencies">What it works with.</param>
public sealed record ReadinessReport(string State, IReadOnlyList<string> Reasons, IReadOnlyList<Dependency> Dependencies)
{
    /// <summary>Whether it takes requests.</summary>
    public bool IsReady => State == InstanceState.Ready;
}
