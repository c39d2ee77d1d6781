using System.Text.Json;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Outbox;

/// <summary>
/// Makes of an event at rest one that can leave: signed with the key of this moment, whenever it was written and however often
/// it has left before. Events of one batch in the same name share a signature.
/// </summary>
internal sealed partial class EventSigner(TenantContextCodec codec, ILogger<EventSigner> logger)
{
    private static readonly PlatformScope Scope = new("messaging: events are told in the name of whoever caused them");

    /// <summary>The events as they leave, in their order.</summary>
    public IReadOnlyList<OutboxRow> Sign(IReadOnlyList<StoredEvent> events)
    {
        var signatures = new Dictionary<TenantContext, string>();
        return [.. events.Select(stored => new OutboxRow(
            stored.Id, stored.EventId, stored.TenantId, stored.Topic, Sign(stored, signatures), stored.CreatedAt))];
    }

    private string Sign(StoredEvent stored, Dictionary<TenantContext, string> signatures)
    {
        if (CloudEventEnvelope.Find(stored.Envelope) is not { } envelope || ContextOf(stored, envelope) is not { } context || !codec.MaySign(context, ContextAudience.Event))
        {
            // It leaves as it stands, and whoever receives it puts it aside: here it would hold up all behind it.
            Log.NoEnvelope(logger, stored.EventId, stored.Topic);
            return stored.Envelope;
        }

        if (!signatures.TryGetValue(context, out var signed))
        {
            signatures[context] = signed = codec.Sign(context, ContextAudience.Event);
        }

        return JsonSerializer.Serialize(
            envelope with { TenantId = context.TenantId, UserId = context.UserId, TenantContext = signed }, CloudEventEnvelope.Options);
    }

    private static TenantContext ContextOf(StoredEvent stored, CloudEventEnvelope envelope)
    {
        var user = stored.Role is null ? envelope.UserId : stored.UserId;
        var role = stored.Role ?? (user is null ? TenantRole.TenantAdmin : TenantRole.User);
        return TenantContext.ForStoredEvent(Scope, stored.TenantId, user, role, stored.Plan, stored.Epoch);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Event {EventId} of {Topic} in the outbox is no envelope, or of somebody for whom nothing can be signed")]
        public static partial void NoEnvelope(ILogger logger, Guid eventId, string topic);
    }
}
