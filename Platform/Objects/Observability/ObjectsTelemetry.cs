using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Telemetry;

namespace Nanobot.Platform.Objects.Observability;

/// <summary>Metrics and spans of the object store; meter and source <c>Nanobot.Objects</c>. Neither says a key: it is somebody's.</summary>
internal sealed class ObjectsTelemetry : IDisposable
{
    private const string Name = "Nanobot.Objects";
    private readonly ActivitySource _source;
    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _bytes;

    public ObjectsTelemetry(Module module, IMeterFactory meters)
    {
        _source = ModuleSource.Create(module, Name);
        _meter = meters.Create(Name);
        _duration = _meter.CreateHistogram<double>("nanobot.objects.duration", "s", "Calls of the object store, the waits for tries among them");
        _bytes = _meter.CreateCounter<long>("nanobot.objects.bytes", "By", "What was written to the object store and read from it");
    }

    /// <summary>A span for one call.</summary>
    public Activity? Start(string operation, string kind)
    {
        var activity = _source.StartActivity($"objects {operation}", ActivityKind.Client);
        activity?.SetTag("objects.operation", operation);
        activity?.SetTag("objects.kind", kind);
        return activity;
    }

    /// <summary>A call is over: ok, missing, archived, unavailable, full, late, unreadable, cancelled or broken.</summary>
    public void Ended(Activity? activity, string operation, string kind, string outcome, TimeSpan taken)
    {
        activity?.SetTag("objects.outcome", outcome);
        if (outcome is not ("ok" or "missing" or "archived" or "cancelled"))
        {
            activity?.SetStatus(ActivityStatusCode.Error, outcome);
        }

        _duration.Record(taken.TotalSeconds, new TagList { new("operation", operation), new("outcome", outcome), new("kind", kind) });
    }

    /// <summary>Bytes have gone in or come out.</summary>
    public void Moved(string direction, string kind, long bytes) => _bytes.Add(bytes, new KeyValuePair<string, object?>("direction", direction), new("kind", kind));

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }
}
