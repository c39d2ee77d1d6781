namespace Aspire.Hosting.Engine.Health;

/// <summary>Asks one process whether it can serve.</summary>
internal abstract class HealthProbe(string key)
{
    public string Key { get; } = key;

    /// <summary>Null when it is healthy, else why not; an unreachable process may throw instead.</summary>
    public abstract Task<string?> ProbeAsync(CancellationToken ct);
}
