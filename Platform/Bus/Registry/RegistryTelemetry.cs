using System.Diagnostics.Metrics;

namespace Nanobot.Platform.Bus.Registry;

/// <summary>How many instances there are, as this process knows them, of each module in each state; and how often requests went to others than before.</summary>
public sealed class RegistryTelemetry
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Nanobot.Registry";

    private readonly Counter<long> _changes;

    /// <summary>Observes what is known.</summary>
    public RegistryTelemetry(IMeterFactory meters, KnownInstances known)
    {
        ArgumentNullException.ThrowIfNull(meters);
        ArgumentNullException.ThrowIfNull(known);
        var meter = meters.Create(MeterName);
        _changes = meter.CreateCounter<long>("nanobot.registry.routings", "{change}", "Changes of the instances to which requests are sent.");
        meter.CreateObservableGauge("nanobot.registry.instances",
            () => known.All.GroupBy(static entry => (entry.Module, entry.State))
                .Select(static group => new Measurement<int>(group.Count(), new KeyValuePair<string, object?>("module", group.Key.Module), new KeyValuePair<string, object?>("state", group.Key.State))),
            "{instance}", "Instances that have said something of themselves within their lease, by module and state.");
    }

    /// <summary>Requests go to other instances than before.</summary>
    public void Rerouted() => _changes.Add(1);
}
