using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>
/// One attempt at handling one event, the same for every transport: verify whose it is, enter that tenant's scope, and in
/// one transaction remember the event and, if it is new, hand it to its handler.
/// </summary>
internal sealed partial class EventDispatcher(
    TenantContextCodec codec,
    TenantDb db,
    IServiceScopeFactory scopes,
    Module module,
    MessagingTransport transport,
    MessagingMetrics metrics,
    MessagingActivity activities,
    TimeProvider time,
    ILogger<EventDispatcher> logger)
{
    private const string Remember =
        "insert into nanobot.inbox (tenant_id, source, event_id) values ($1, $2, $3) on conflict do nothing";

    private const string IsNew = "new event";

    private const string RememberNew = $"""
        with remembered as ({Remember} returning 1)
        select nanobot.demand(count(*) = 1, '{IsNew}', count(*)) from remembered
        """;

    /// <summary>
    /// Handles the event or refuses it for good. Throws what the handler or the database throws; nothing has happened then.
    /// </summary>
    public async Task<Verdict> DispatchAsync(TopicSubscription subscription, ReceivedEvent received, CancellationToken cancellationToken)
    {
        if (!received.TryVerify(codec, out var context, out var reason))
        {
            return Refuse(received, reason);
        }

        object integrationEvent;
        try
        {
            integrationEvent = subscription.Read(received.Envelope.Data);
        }
        catch (JsonException exception)
        {
            Log.Unreadable(logger, received.Topic, received.Id, exception.Path);
            return Refuse(received, DeadLetterReason.DataInvalid);
        }

        using var tenant = TenantScope.Begin(context);
        await HandleAsync(subscription, received.Envelope, integrationEvent, context, cancellationToken);
        return Verdict.Done;
    }

    private async Task HandleAsync(
        TopicSubscription subscription, CloudEventEnvelope envelope, object integrationEvent, TenantContext context, CancellationToken cancellationToken)
    {
        // What the handler changes leaves its entry: by which module, because of which event, under which trace.
        using var audited = AuditedWork.OfSystem($"{module.Name}.events.{subscription.Topic}", context.UserId, envelope.Id).Begin();
        using var activity = activities.Process(subscription.Topic, envelope, module.Name, transport.Name);
        var started = time.GetTimestamp();
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var isNew = subscription.Statements(scope.ServiceProvider, integrationEvent, context) is { } steps
                ? await AtOnceAsync(envelope, steps, context, cancellationToken)
                : await db.TransactionAsync(context, async transaction =>
                {
                    var isNew = await transaction.ExecuteAsync(cancellationToken, ToRemember(Remember, envelope, context)) > 0;
                    if (isNew)
                    {
                        await subscription.HandleAsync(scope.ServiceProvider, integrationEvent, transaction, cancellationToken);
                    }

                    return isNew;
                }, cancellationToken);
            activity?.SetTag("nanobot.messaging.duplicate", !isNew);
            metrics.Consumed(subscription.Topic, context.RequiredTenantId, !isNew, time.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            MessagingActivity.Fail(activity, exception);
            throw;
        }
    }

    private async Task<bool> AtOnceAsync(CloudEventEnvelope envelope, IReadOnlyList<SqlStep> steps, TenantContext context, CancellationToken cancellationToken)
    {
        try
        {
            await db.BatchAsync(context, [SqlStep.Demand(ToRemember(RememberNew, envelope, context)), .. steps], cancellationToken);
            return true;
        }
        catch (UnmetDemandException unmet) when (unmet.What == IsNew)
        {
            return false;
        }
    }

    private static Sql ToRemember(string statement, CloudEventEnvelope envelope, TenantContext context) =>
        new(statement, context.RequiredTenantId, envelope.Source, envelope.Id) { IsBookkeeping = true };

    private Verdict Refuse(ReceivedEvent received, string reason)
    {
        Log.Refused(logger, received.Topic, received.Id, reason);
        return Verdict.Refuse(reason);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Refused event {EventId} of {Topic}: {Reason}")]
        public static partial void Refused(ILogger logger, string topic, string eventId, string reason);

        [LoggerMessage(LogLevel.Error, "Event {EventId} of {Topic} is not of its type at {Path}")]
        public static partial void Unreadable(ILogger logger, string topic, string eventId, string? path);
    }
}
