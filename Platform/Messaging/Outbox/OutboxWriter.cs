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

    public Sql ToInsert<TEvent>(TEvent integrationEvent, TenantContext context, bool onlyIfWritten = false)
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
            Data = JsonSerializer.SerializeToElement(integrationEvent, Json.Wire),
        };
        return new Sql(onlyIfWritten ? InsertIfWritten : Insert, id, context.RequiredTenantId, context.UserId, context.Role, context.Plan, context.Epoch, TEvent.Topic,
            JsonSerializer.Serialize(envelope, CloudEventEnvelope.Options));
    }

    public void Wake() => signal.Raise();
}
