using System.Diagnostics;
using System.Diagnostics.Metrics;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Telemetry;

namespace Nanobot.Services.Gateway.Observability;

/// <summary>The figures and spans of sockets. What a request of a socket does is told as that of any other request; its span is a trace of its own.</summary>
internal sealed class SocketTelemetry : IDisposable
{
    private readonly ActivitySource _source;
    private readonly UpDownCounter<long> _open;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _ended;
    private readonly UpDownCounter<long> _streams;
    private readonly Counter<long> _streamsEnded;
    private readonly Histogram<double> _calls;
    private readonly TimeProvider _time;

    public SocketTelemetry(IMeterFactory meters, Module module, TimeProvider time)
    {
        _time = time;
        _source = ModuleSource.Create(module, "Nanobot.Gateway.Sockets");
        var meter = meters.Create(GatewayTelemetry.MeterName);
        _open = meter.CreateUpDownCounter<long>("nanobot.gateway.sockets", "{socket}", "Sockets that are open.");
        _frames = meter.CreateCounter<long>("nanobot.gateway.socket.frames", "{frame}", "Frames, by the direction in which they went.");
        _ended = meter.CreateCounter<long>("nanobot.gateway.socket.ends", "{socket}", "Sockets that ended, by the code that they were closed with.");
        _streams = meter.CreateUpDownCounter<long>("nanobot.gateway.streams", "{stream}", "Streams of events that are open.");
        _streamsEnded = meter.CreateCounter<long>("nanobot.gateway.stream.ends", "{stream}", "Streams of events that ended, by why; empty where the client went away.");
        _calls = meter.CreateHistogram<double>("nanobot.gateway.rpc.duration", "s", "How long requests of sockets took, by operation and by the code of their refusal.");
    }

    public void Opened() => _open.Add(1);

    public void Ended(int code)
    {
        _open.Add(-1);
        _ended.Add(1, new KeyValuePair<string, object?>("code", code));
    }

    public void StreamOpened() => _streams.Add(1);

    public void StreamEnded(string reason)
    {
        _streams.Add(-1);
        _streamsEnded.Add(1, new KeyValuePair<string, object?>("reason", reason));
    }

    public void Received() => _frames.Add(1, new KeyValuePair<string, object?>("direction", "in"));

    public void Sent() => _frames.Add(1, new KeyValuePair<string, object?>("direction", "out"));

    /// <summary>Begins the span of a request, and the trace that its answer names, whether anybody listens or not.</summary>
    public Call Begin(Operation operation)
    {
        // The socket's own request lasts for hours; what it carries is no part of it.
        Activity.Current = null;
        var activity = _source.StartActivity($"rpc {operation.Name}", ActivityKind.Server) ?? new Activity($"rpc {operation.Name}").Start();
        activity.SetTag("rpc.method", operation.Name);
        activity.SetTag("rpc.module", operation.Module);
        return new Call(this, operation, activity, _time.GetTimestamp());
    }

    public void Dispose() => _source.Dispose();

    /// <summary>A request that runs.</summary>
    internal readonly struct Call(SocketTelemetry telemetry, Operation operation, Activity activity, long since) : IDisposable
    {
        /// <summary>It has ended; <paramref name="code"/> is null where it was answered.</summary>
        public void End(IEnumerable<KeyValuePair<string, object?>> tags, string? code)
        {
            var all = new TagList([.. tags, new("rpc.method", operation.Name), new("code", code)]);
            telemetry._calls.Record(telemetry._time.GetElapsedTime(since).TotalSeconds, all);
            if (code is not null)
            {
                activity.SetTag("error.type", code);
            }
        }

        public void Dispose() => activity.Dispose();
    }
}
