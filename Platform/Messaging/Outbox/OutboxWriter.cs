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
/// Turns an event into its outbox row: who caused it, and a CloudEvents 1.0 envelope in the members that Dapr writes, with
/// the extension attributes <c>tenantid</c> and <c>userid</c>. It is signed when it leaves.
/// </summary>
internal sealed class OutboxWriter(Module module, WakeSignal<OutboxRelay> signal, TimeProvider time) : IOutbox
{
    private const string Insert = """
        insert into nanobot.outbox (event_id, tenant_id, user_id, role, plan, epoch, topic, envelope)
        select $1, $2, $3::text, $4, $5::text, $6, $7, $8
        """;

    private const string InsertIfWritten = $"{Insert} where pg_current_xact_id_if_assigned() is not null";

    private const string InsertAll = """
        insert into nanobot.outbox (event_id, tenant_id, user_id, role, plan, epoch, topic, envelope)
        select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[])
        """;

    public Sql ToInsert<TEvent>(TEvent integrationEvent, TenantContext context, bool onlyIfWritten = false)
        where TEvent : IIntegrationEvent<TEvent> => ToInsert(ToEvent(integrationEvent, context), onlyIfWritten ? InsertIfWritten : Insert);

    public Sql ToInsert(IReadOnlyList<OutboxEvent> events) => events is [var single]
        ? ToInsert(single, Insert)
        : new Sql(InsertAll,
            events.ToArray(static one => one.EventId), events.ToArray(static one => one.TenantId), events.ToArray(static one => one.UserId), events.ToArray(static one => one.Role),
            events.ToArray(static one => one.Plan), events.ToArray(static one => one.Epoch), events.ToArray(static one => one.Topic), events.ToArray(static one => one.Envelope));

    public OutboxEvent ToEvent<TEvent>(TEvent integrationEvent, TenantContext context)
        where TEvent : IIntegrationEvent<TEvent>
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var trace = Activity.Current?.Id ?? "";
        var envelope = new CloudEventEnvelope
        {
            Id = id.ToString(),
            Source = module.Name,
            Type = TEvent.Topic,
            Topic = TEvent.Topic,
            Time = now.ToUniversalTime(),
            TraceParent = trace,
            TraceId = trace,
            TraceState = Activity.Current?.TraceStateString ?? "",
            TenantId = context.RequiredTenantId,
            UserId = context.UserId,
            Data = JsonSerializer.SerializeToElement(integrationEvent, Json.Wire),
        };
        return new OutboxEvent(id, context.RequiredTenantId, context.UserId, context.Role, context.Plan, context.Epoch, TEvent.Topic,
            JsonSerializer.Serialize(envelope, CloudEventEnvelope.Options));
    }

    public void Wake() => signal.Raise();

    private static Sql ToInsert(OutboxEvent one, string statement) =>
        new(statement, one.EventId, one.TenantId, one.UserId, one.Role, one.Plan, one.Epoch, one.Topic, one.Envelope);
}
