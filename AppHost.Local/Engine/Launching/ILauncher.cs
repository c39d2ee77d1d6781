using Aspire.Hosting.Engine.Health;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>Knows how one type of resource is started, probed and stopped.</summary>
internal interface ILauncher
{
    /// <summary>Project, Executable or Container.</summary>
    string ResourceType { get; }

    /// <summary>Stores are stopped after everything that uses them.</summary>
    bool IsStore { get; }

    /// <summary>The signal that stops it in good order; null leaves that to the orchestrator (SIGTERM).</summary>
    int? StopSignal { get; }

    /// <summary>Finds out before anything starts whether it can start.</summary>
    /// <exception cref="DistributedApplicationException">It cannot; the message says why and what to do.</exception>
    void Check();

    /// <summary>Prepares a start: data directory, configuration file, environment.</summary>
    Task<Launch> PrepareAsync(LaunchContext context, CancellationToken ct);

    /// <summary>The health checks of one process.</summary>
    IReadOnlyList<HealthProbe> Probes(LaunchContext context);

    /// <summary>What is left to do between healthy and ready for others; it is tried again when it fails.</summary>
    /// <exception cref="DistributedApplicationException">It can never succeed; the message says why and what to do.</exception>
    Task MakeReadyAsync(LaunchContext context, CancellationToken ct);
}
