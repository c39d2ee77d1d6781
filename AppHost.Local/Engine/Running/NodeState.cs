using System.Collections.Immutable;
using Aspire.Hosting.Engine.Launching;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Running;

/// <summary>Where one process stands.</summary>
internal sealed record NodeState(string State, string? Style, DateTimeOffset CreatedAt)
{
    /// <summary>The orchestrator's id of the present incarnation.</summary>
    public string? Uid { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? StoppedAt { get; init; }

    public int? Pid { get; init; }

    public int? ExitCode { get; init; }

    public Launch? Launch { get; init; }

    public ImmutableArray<HealthEntry> Health { get; init; } = [];

    /// <summary>Why it failed.</summary>
    public string? Failure { get; init; }

    public bool HasEnded => KnownResourceStates.TerminalStates.Contains(State);
}
