using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Nanobot.Contracts;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Messaging.Delivery;
using Nanobot.ServiceDefaults.Messaging.Outbox;
using Nanobot.ServiceDefaults.Messaging.Streams;
using Nanobot.ServiceDefaults.Messaging.Subscriptions;

namespace Nanobot.ServiceDefaults.Messaging;

/// <summary>Events out through the outbox, events in through the inbox.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Adds the relay that publishes the outbox to Redis Streams and the consumer of the topics that
    /// <see cref="MapTopic{TEvent}"/> names. Needs <c>AddModuleDatabase</c> and <c>AddModuleCache</c>; section <c>Messaging</c>.
    /// </summary>
    public static void AddMessaging(this IHostApplicationBuilder builder)
    {
        builder.AddMessagingOptions();
        builder.Services.TryAddSingleton<SubscriptionList>();
        builder.Services.AddSingleton<MessagingMetrics>();
        builder.Services.AddSingleton<StreamCommands>();
        builder.Services.AddSingleton<OutboxPublisher>();
        builder.Services.AddSingleton<OutboxEpoch>();
        builder.Services.AddSingleton<MessagePurge>();
        builder.Services.AddSingleton<DatabaseOutage>();
        builder.Services.AddSingleton<EventDispatcher>();
        builder.Services.AddSingleton<EventDelivery>();
        builder.Services.AddSingleton<DeadLetters>();
        builder.Services.AddSingleton<StreamReceiver>();
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddHostedService<StreamConsumer>();
    }

    /// <summary>Registers the handler of <typeparamref name="TEvent"/>; a module has one handler an event.</summary>
    public static void AddEventHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : class, IIntegrationEvent<TEvent>
        where THandler : class, IEventHandler<TEvent> =>
        services.AddScoped<IEventHandler<TEvent>, THandler>();

    /// <summary>Takes up <typeparamref name="TEvent"/>: its topic is consumed and each event handed to its handler once.</summary>
    public static void MapTopic<TEvent>(this WebApplication app)
        where TEvent : class, IIntegrationEvent<TEvent>
    {
        if (!app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IEventHandler<TEvent>)))
        {
            throw new InvalidOperationException($"{TEvent.Topic} has no handler: call services.AddEventHandler<{typeof(TEvent).Name}, …>().");
        }

        app.Services.GetRequiredService<SubscriptionList>().Add(new TopicSubscription<TEvent>());
    }

    internal static void AddMessagingOptions(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<MessagingOptions, MessagingOptionsValidator>("Messaging");
    }
}
