using System.Diagnostics;
using System.Text.Json;
using Nanobot.Contracts;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Outbox;

/// <summary>
/// Turns an event into its outbox row: a CloudEvents 1.0 envelope in the members that Dapr writes, with the extension
/// attributes <c>tenantid</c>, <c>userid</c> and <c>tenantcontext</c>.
/// </summary>
internal sealed class OutboxWriter(Module module, TenantContextCodec codec, WakeSignal<OutboxRelay> signal, TimeProvider time) : IOutbox
{
    private const string Insert = """
        insert into nanobot.outbox (event_id, tenant_id, topic, envelope) values ($1, $2, $3, $4)
        on conflict (event_id) do nothing
        """;

    public Sql ToInsert<TEvent>(TEvent integrationEvent, TenantContext context)
        where TEvent : IIntegrationEvent<TEvent>
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var trace = Activity.Current?.Id ?? "";
        var envelope = new CloudEventEnvelope
        {
            Id = id.ToString(),
            Source = module.Name,
            Type = TEvent.Topic,
            Topic = TEvent.Topic,
            Time = time.GetUtcNow().ToUniversalTime(),
            TraceParent = trace,
            TraceId = trace,
            TraceState = Activity.Current?.TraceStateString ?? "",
            TenantId = context.RequiredTenantId,
            UserId = context.UserId,
            TenantContext = codec.Sign(context, ContextAudience.Background),
            Data = JsonSerializer.SerializeToElement(integrationEvent, Json.Wire),
        };
        return new Sql(Insert, id, context.RequiredTenantId, TEvent.Topic, JsonSerializer.Serialize(envelope, CloudEventEnvelope.Options));
    }

    public void Wake() => signal.Raise();
}
