using System.Collections.Immutable;
using Health = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource, or one process of it, at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary>Project, Executable, Container, Parameter, PostgresDatabaseResource.</summary>
    public required string ResourceType { get; init; }

    /// <summary>The state.</summary>
    public required ResourceStateSnapshot State { get; init; }

    /// <summary>The exit code, once it has ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The result of its health checks; null while it does not run.</summary>
    public Health? HealthStatus => State.Text != KnownResourceStates.Running ? null
        : HealthReports.All(r => r.Status == Health.Healthy) ? Health.Healthy
        : Health.Unhealthy;

    /// <summary>When it became known, UTC.</summary>
    public DateTime CreationTimeStamp { get; init; }

    /// <summary>When it started, UTC.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>Its properties.</summary>
    public ImmutableArray<ResourcePropertySnapshot> Properties =>
        [.. Details, .. Property("executable.pid", Pid), .. Property("resource.exitCode", ExitCode), .. Property("Failure", Failure)];

    /// <summary>What its launch says about it.</summary>
    internal ImmutableArray<ResourcePropertySnapshot> Details { get; init; } = [];

    /// <summary>The environment that the suite set; the machine's is never shown.</summary>
    internal ImmutableArray<EnvironmentEntry> Environment { get; init; } = [];

    internal ImmutableArray<HealthReportSnapshot> HealthReports { get; init; } = [];

    internal int? Pid { get; init; }

    /// <summary>Why it failed, if it did.</summary>
    internal string? Failure { get; init; }

    internal bool IsHealthy => HealthStatus == Health.Healthy;

    internal bool HasEnded => KnownResourceStates.TerminalStates.Contains(State.Text);

    internal bool HasFailed => HasEnded && State.Style == "error";

    /// <summary>Up, or ended as a program with an end should.</summary>
    internal bool IsSatisfied => IsHealthy || State.Text == KnownResourceStates.Finished;

    /// <summary>What the failed health checks said last; empty when there is nothing to say.</summary>
    internal string ProbeFailure => string.Join(", ", HealthReports.Select(r => r.Description).Where(d => d.Length > 0));

    internal CustomResourceSnapshot In(string state, string? style = null) => this with { State = new(state, style) };

    private static IEnumerable<ResourcePropertySnapshot> Property(string name, object? value) => value is null ? [] : [new(name, value)];
}

/// <summary>A state and the colour it is shown in.</summary>
/// <param name="Text">The state.</param>
/// <param name="Style">success, info, warning or error.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style);

/// <summary>A property of a resource, such as <c>executable.pid</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">A text, a number or a list of texts.</param>
public sealed record ResourcePropertySnapshot(string Name, object? Value)
{
    /// <summary>Whether it must not be shown.</summary>
    public bool IsSensitive { get; init; }
}

internal sealed record EnvironmentEntry(string Name, string Value, bool IsSecret = false);

/// <summary>The last answer of one health check; no status before the first.</summary>
internal sealed record HealthReportSnapshot(string Key, Health? Status = null, string Description = "", DateTime? LastRunAt = null);

/// <summary>A change of a resource.</summary>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The unique name of the process, such as <c>gateway-abcdefgh</c>.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>The resource after the change.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;

    /// <summary>The resource with its state and, where there is one, the reason why it is no better.</summary>
    internal string Standing =>
        $"{Resource.Name} ({string.Join(", ", ((string?[])[Snapshot.State.Text, Snapshot.Failure, Snapshot.ProbeFailure]).Where(t => !string.IsNullOrEmpty(t)))})";
}
