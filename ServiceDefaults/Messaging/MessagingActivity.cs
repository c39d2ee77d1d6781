using System.Diagnostics;

namespace Nanobot.ServiceDefaults.Messaging;

/// <summary>Spans of the source <c>Nanobot.Messaging</c>, with OpenTelemetry's messaging attributes.</summary>
internal static class MessagingActivity
{
    public const string SourceName = "Nanobot.Messaging";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Whether anyone looks: without, no envelope needs to be read for its trace.</summary>
    public static bool HasListeners => Source.HasListeners();

    /// <summary>The sending of one event, within the trace of whoever wrote it.</summary>
    public static Activity? Publish(string topic, string eventId, string? traceParent, string? traceState)
    {
        var activity = Start($"publish {topic}", ActivityKind.Producer, traceParent, traceState);
        activity?.SetTag("messaging.operation.name", "publish").SetTag("messaging.operation.type", "send");
        return Describe(activity, topic, eventId);
    }

    /// <summary>One attempt at handling one event, within the trace of whoever wrote it.</summary>
    public static Activity? Process(string topic, string eventId, string group, string? traceParent, string? traceState)
    {
        var activity = Start($"process {topic}", ActivityKind.Consumer, traceParent, traceState);
        activity?.SetTag("messaging.operation.name", "process").SetTag("messaging.operation.type", "process")
            .SetTag("messaging.consumer.group.name", group);
        return Describe(activity, topic, eventId);
    }

    /// <summary>Marks a span as failed; the exception's type says enough, its text may hold what must not be kept.</summary>
    public static void Fail(Activity? activity, Exception exception) =>
        activity?.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error);

    private static Activity? Start(string name, ActivityKind kind, string? traceParent, string? traceState)
    {
        ActivityContext.TryParse(string.IsNullOrEmpty(traceParent) ? null : traceParent, traceState, isRemote: true, out var parent);
        return Source.StartActivity(name, kind, parent);
    }

    private static Activity? Describe(Activity? activity, string topic, string eventId) => activity?
        .SetTag("messaging.system", "redis")
        .SetTag("messaging.destination.name", topic)
        .SetTag("messaging.message.id", eventId);
}
