using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nanobot.Contracts;
using Nanobot.Platform.Bus;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Platform.Messaging.Outbox;

namespace Nanobot.Platform.Messaging;

/// <summary>Events out through the outbox, events in through the inbox.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Adds the relay that publishes the outbox and what takes up the topics that the module's definition names: through a
    /// Dapr sidecar where one's ports are set (<c>DAPR_HTTP_PORT</c>, <c>DAPR_GRPC_PORT</c>, or <c>…_ENDPOINT</c>), else through Redis
    /// Streams; <c>Messaging:Transport</c> (<c>redis</c>, <c>dapr</c>) says otherwise. Needs <c>AddModuleDatabase</c> and, for Redis,
    /// <c>AddModuleCache</c>; section <c>Messaging</c>. A sidecar proves itself by <c>APP_API_TOKEN</c>.
    /// </summary>
    public static void AddMessaging(this IHostApplicationBuilder builder)
    {
        builder.AddBus();
        builder.Services.AddSingleton<WakeSignal<OutboxRelay>>();
        builder.Services.AddSingleton<IOutbox, OutboxWriter>();
        builder.Services.TryAddSingleton<SubscriptionList>();
        builder.Services.AddSingleton<OutboxEpoch>();
        builder.Services.AddSingleton<EventSigner>();
        builder.Services.AddSingleton<MessagePurge>();
        builder.Services.AddSingleton<DatabaseOutage>();
        builder.Services.AddSingleton<EventDispatcher>();
        builder.Services.AddSingleton<IEventReceiver, EventDelivery>();
        builder.Services.AddHostedService<OutboxRelay>();
    }

    /// <summary>Registers the handler of <typeparamref name="TEvent"/>; a module has one handler an event.</summary>
    internal static void AddEventHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : class, IIntegrationEvent<TEvent>
        where THandler : class, IEventHandler<TEvent> =>
        services.AddScoped<IEventHandler<TEvent>, THandler>();

    /// <summary>Takes up <typeparamref name="TEvent"/>: its topic is consumed and each event handed to its handler once.</summary>
    internal static void MapTopic<TEvent>(this WebApplication app)
        where TEvent : class, IIntegrationEvent<TEvent>
    {
        if (!app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IEventHandler<TEvent>)))
        {
            throw new InvalidOperationException($"{TEvent.Topic} has no handler: call services.AddEventHandler<{typeof(TEvent).Name}, …>().");
        }

        var subscription = new TopicSubscription<TEvent>();
        app.Services.GetRequiredService<SubscriptionList>().Add(subscription);
        app.MapTopicRoute(TEvent.Topic);
    }
}
