using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>The typed side of a subscription.</summary>
internal sealed class TopicSubscription<TEvent>() : TopicSubscription(TEvent.Topic)
    where TEvent : class, IIntegrationEvent<TEvent>
{
    public override object Read(JsonElement data) => EventData.Read<TEvent>(data);

    public override IReadOnlyList<SqlStep>? Statements(IServiceProvider services, object integrationEvent, TenantContext context) =>
        services.GetService<IEventStatements<TEvent>>()?.Of((TEvent)integrationEvent, context);

    public override Task HandleAsync(
        IServiceProvider services, object integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        services.GetRequiredService<IEventHandler<TEvent>>().HandleAsync((TEvent)integrationEvent, transaction, cancellationToken);
}
