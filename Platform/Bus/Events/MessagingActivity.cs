using System.Diagnostics;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Telemetry;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Bus.Events;

/// <summary>Spans of the source <c>Nanobot.Messaging</c>, with OpenTelemetry's messaging attributes.</summary>
internal sealed class MessagingActivity(Module module) : IDisposable
{
    public const string SourceName = "Nanobot.Messaging";

    private readonly ActivitySource _source = ModuleSource.Create(module, SourceName);

    /// <summary>The sending of one event, within the trace of whoever wrote it.</summary>
    public Activity? Publish(OutboxRow row, string system)
    {
        // Without anyone who looks, no envelope needs to be read for its trace.
        if (!_source.HasListeners() || CloudEventEnvelope.Find(row.Envelope) is not { } envelope)
        {
            return null;
        }

        var activity = Start($"publish {row.Topic}", ActivityKind.Producer, envelope.TraceParent, envelope.TraceState);
        activity?.SetTag("messaging.operation.name", "publish").SetTag("messaging.operation.type", "send")
            .SetTag(TenantTags.TenantId, row.TenantId);
        return Describe(activity, row.Topic, envelope.Id, system);
    }

    /// <summary>One attempt at handling one event, within the trace of whoever wrote it.</summary>
    public Activity? Process(string topic, CloudEventEnvelope envelope, string group, string system)
    {
        var activity = Start($"process {topic}", ActivityKind.Consumer, envelope.TraceParent, envelope.TraceState);
        activity?.SetTag("messaging.operation.name", "process").SetTag("messaging.operation.type", "process")
            .SetTag("messaging.consumer.group.name", group);
        return Describe(activity, topic, envelope.Id, system);
    }

    /// <summary>Marks a span as failed; the exception's type says enough, its text may hold what must not be kept.</summary>
    public static void Fail(Activity? activity, Exception exception) =>
        activity?.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error);

    public void Dispose() => _source.Dispose();

    private Activity? Start(string name, ActivityKind kind, string? traceParent, string? traceState)
    {
        ActivityContext.TryParse(string.IsNullOrEmpty(traceParent) ? null : traceParent, traceState, isRemote: true, out var parent);
        return _source.StartActivity(name, kind, parent);
    }

    private static Activity? Describe(Activity? activity, string topic, string eventId, string system) => activity?
        .SetTag("messaging.system", system)
        .SetTag("messaging.destination.name", topic)
        .SetTag("messaging.message.id", eventId);
}
