using System.Text.Json;
using Nanobot.ServiceDefaults.Persistence;

namespace Nanobot.ServiceDefaults.Messaging.Subscriptions;

/// <summary>One topic that this module takes up, whichever transport delivers it.</summary>
internal abstract class TopicSubscription(string topic)
{
    public string Topic { get; } = topic;

    /// <summary>Where an event goes that cannot be handled.</summary>
    public string DeadLetterTopic { get; } = topic + ".dlq";

    /// <summary>Reads the event from an envelope's data; throws <see cref="JsonException"/> where it is not one.</summary>
    public abstract object Read(JsonElement data);

    /// <summary>Hands the event to its handler.</summary>
    public abstract Task HandleAsync(
        IServiceProvider services, object integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken);
}
