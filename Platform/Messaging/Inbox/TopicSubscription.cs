using System.Text.Json;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>One topic that this module takes up, whichever transport delivers it.</summary>
internal abstract class TopicSubscription(string topic)
{
    public string Topic { get; } = topic;

    /// <summary>Reads the event from an envelope's data; throws <see cref="JsonException"/> where it is not one.</summary>
    public abstract object Read(JsonElement data);

    /// <summary>What the event does, where statements say all of it; null where a handler does.</summary>
    public abstract IReadOnlyList<SqlStep>? Statements(IServiceProvider services, object integrationEvent, TenantContext context);

    /// <summary>Hands the event to its handler.</summary>
    public abstract Task HandleAsync(
        IServiceProvider services, object integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken);
}
