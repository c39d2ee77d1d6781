using Aspire.Hosting.Engine.Resources;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Engine.Running;

/// <summary>What the states and reports of a snapshot mean.</summary>
internal static class SnapshotHealth
{
    public static HealthStatus? Health(this ResourceSnapshot snapshot) =>
        snapshot.State != KnownResourceStates.Running ? null
        : snapshot.HealthReports.All(r => r.Status == nameof(HealthStatus.Healthy)) ? HealthStatus.Healthy
        : HealthStatus.Unhealthy;

    public static bool IsHealthy(this ResourceSnapshot snapshot) => snapshot.Health() == HealthStatus.Healthy;

    public static bool HasEnded(this ResourceSnapshot snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot.State);

    public static bool HasFailed(this ResourceSnapshot snapshot) => snapshot.HasEnded() && snapshot.StateStyle == "error";

    public static int? ExitCode(this ResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(p => p.Name == "resource.exitCode")?.Value as int?;

    /// <summary>Why it failed, if it did.</summary>
    public static string? Failure(this ResourceSnapshot snapshot) =>
        snapshot.Properties.FirstOrDefault(p => p.Name == "resource.failure")?.Value as string;

    /// <summary>What the failed health checks said last; empty when there is nothing to say.</summary>
    public static string ProbeFailure(this ResourceSnapshot snapshot) =>
        string.Join(", ", snapshot.HealthReports.Select(r => r.Description).Where(d => d.Length > 0));

    /// <summary>The resource with its state and, where there is one, the reason why it is no better.</summary>
    public static string Standing(this ResourceSnapshot snapshot) =>
        $"{snapshot.DisplayName} ({string.Join(", ", ((string?[])[snapshot.State, snapshot.Failure(), snapshot.ProbeFailure()]).Where(t => !string.IsNullOrEmpty(t)))})";

    /// <summary>Up, or ended as a program with an end should.</summary>
    public static bool IsSatisfied(this ResourceSnapshot snapshot) => snapshot.IsHealthy() || snapshot.State == KnownResourceStates.Finished;
}
