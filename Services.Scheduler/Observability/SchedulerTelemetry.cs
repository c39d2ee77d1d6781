using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Telemetry;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Scheduler.Observability;

/// <summary>The module's metrics and spans; meter and source <c>Nanobot.Scheduler</c>.</summary>
internal sealed class SchedulerTelemetry : IDisposable
{
    private const string Name = "Nanobot.Scheduler";

    private readonly ActivitySource _source;
    private readonly TenantLabels _labels;
    private readonly Counter<long> _occurrences;
    private readonly Histogram<double> _lateness;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _paused;
    private readonly Gauge<int> _state;
    private readonly Counter<long> _deliveries;

    public SchedulerTelemetry(Module module, IMeterFactory meters, TenantLabels labels)
    {
        _source = ModuleSource.Create(module, Name);
        _labels = labels;
        var meter = meters.Create(Name);
        _occurrences = meter.CreateCounter<long>("nanobot.scheduler.occurrences", "{occurrence}", "Occurrences by outcome: fired or skipped.");
        _lateness = meter.CreateHistogram<double>("nanobot.scheduler.lateness", "s", "From the time an occurrence was due to its commit.");
        _failures = meter.CreateCounter<long>("nanobot.scheduler.failures", "{job}", "Claimed jobs that could not be fired.");
        _paused = meter.CreateCounter<long>("nanobot.scheduler.paused", "{job}", "Jobs that were paused because they could not be fired.");
        _state = meter.CreateGauge<int>("nanobot.scheduler.state", null, "Whether jobs fire, by the word of operators: 0 running, 1 draining, 2 paused.");
        _deliveries = meter.CreateCounter<long>("nanobot.scheduler.deliveries", "{try}", "Tries at telling an address, by outcome: completed, postponed or failed.");
    }

    /// <summary>A span for the firing of one claimed job.</summary>
    public Activity? StartFiring(Guid jobId) =>
        _source.StartActivity("job.fire", ActivityKind.Internal)?.SetTag("job.id", jobId.ToString());

    /// <summary>What came of one claimed job: the times that fired, and how many were skipped.</summary>
    public void Fired(string tenantId, IReadOnlyCollection<DateTimeOffset> fired, int skipped, DateTimeOffset now)
    {
        var tenant = new KeyValuePair<string, object?>(TenantTags.TenantId, _labels.For(tenantId));
        _occurrences.Add(fired.Count, tenant, new("outcome", "fired"));
        _occurrences.Add(skipped, tenant, new("outcome", "skipped"));
        foreach (var scheduledFor in fired)
        {
            _lateness.Record((now - scheduledFor).TotalSeconds, tenant);
        }
    }

    /// <summary>A claimed job could not be fired.</summary>
    public void Failed() => _failures.Add(1);

    /// <summary>A job is paused: no attempt is left.</summary>
    public void Paused(string tenantId) => _paused.Add(1, new KeyValuePair<string, object?>(TenantTags.TenantId, _labels.For(tenantId)));

    /// <summary>How the scheduler stands, as this process has seen it last: the place of its state among all.</summary>
    public void Stands(int state) => _state.Record(state);

    /// <summary>A span for one try at telling an address, without the address: that is what its user said.</summary>
    public Activity? StartDelivery(Guid jobId, Guid deliveryId, int attempt) => _source.StartActivity("webhook.deliver", ActivityKind.Client)?
        .SetTag("job.id", jobId.ToString()).SetTag("webhook.id", deliveryId.ToString()).SetTag("webhook.try", attempt);

    /// <summary>What came of one.</summary>
    public void Delivered(string tenantId, string outcome) =>
        _deliveries.Add(1, new KeyValuePair<string, object?>(TenantTags.TenantId, _labels.For(tenantId)), new("outcome", outcome));

    public void Dispose() => _source.Dispose();
}
