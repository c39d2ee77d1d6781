using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Domain;

namespace Nanobot.Services.Scheduler.Observability;

/// <summary>The scheduler's own spans and metrics.</summary>
internal sealed class SchedulerTelemetry : IDisposable
{
    private const string Name = "Nanobot.Scheduler";

    private readonly ActivitySource _activities = new(Name);
    private readonly Meter _meter = new(Name);
    private readonly TenantLabels _labels;
    private readonly Counter<long> _runs;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _lateness;

    public SchedulerTelemetry(TenantLabels labels)
    {
        _labels = labels;
        _runs = _meter.CreateCounter<long>("nanobot.scheduler.runs", "{run}", "Runs by outcome: made or skipped.");
        _failures = _meter.CreateCounter<long>("nanobot.scheduler.failures", "{job}", "Claimed jobs that could not be run.");
        _lateness = _meter.CreateHistogram<double>("nanobot.scheduler.lateness", "s", "From the time a run was due to its commit.");
    }

    public Activity? StartRun(Guid jobId) =>
        _activities.StartActivity("job run", ActivityKind.Internal)?.SetTag("job.id", jobId.ToString());

    public void Ran(TenantContext context, RunPlan plan, DateTimeOffset now)
    {
        var tenant = new KeyValuePair<string, object?>("tenant.id", _labels.For(context.RequiredTenantId));
        _runs.Add(plan.Made.Count, tenant, new("outcome", "made"));
        _runs.Add(plan.Skipped.Count, tenant, new("outcome", "skipped"));
        foreach (var scheduledFor in plan.Made)
        {
            _lateness.Record((now - scheduledFor).TotalSeconds, tenant);
        }
    }

    public void Failed() => _failures.Add(1);

    public void Dispose()
    {
        _activities.Dispose();
        _meter.Dispose();
    }
}
