using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Running;

/// <summary>Tells now and then why a process that runs is still not healthy.</summary>
internal sealed class UnhealthyReminder
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, TimeSpan> _quietSince = new(StringComparer.Ordinal);

    /// <returns>What to say now, or null.</returns>
    public string? Of(ResourceSnapshot resource, TimeSpan elapsed)
    {
        if (resource.State != KnownResourceStates.Running || resource.IsHealthy())
        {
            _quietSince.Remove(resource.Name);
            return null;
        }

        if (_quietSince.TryAdd(resource.Name, elapsed) || elapsed - _quietSince[resource.Name] < Interval)
            return null;
        _quietSince[resource.Name] = elapsed;
        return resource.ProbeFailure() is { Length: > 0 } reason ? $"not healthy yet: {reason}" : "not healthy yet: no health check has answered";
    }
}
