using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts;
using Nanobot.Platform.Bus;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>What a module takes up, and by whom.</summary>
internal static class InboxExtensions
{
    /// <summary>Registers the handler of <typeparamref name="TEvent"/>; a module has one handler an event.</summary>
    public static void AddEventHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : class, IIntegrationEvent<TEvent>
        where THandler : class, IEventHandler<TEvent> =>
        services.AddScoped<IEventHandler<TEvent>, THandler>();

    /// <summary>Takes up <typeparamref name="TEvent"/>: its topic is consumed and each event handed to its handler once.</summary>
    public static void MapTopic<TEvent>(this WebApplication app)
        where TEvent : class, IIntegrationEvent<TEvent>
    {
        var known = app.Services.GetRequiredService<IServiceProviderIsService>();
        if (!known.IsService(typeof(IEventHandler<TEvent>)) && !known.IsService(typeof(IEventStatements<TEvent>)))
        {
            throw new InvalidOperationException($"{TEvent.Topic} has no handler: call services.AddEventHandler<{typeof(TEvent).Name}, …>().");
        }

        var subscription = new TopicSubscription<TEvent>();
        app.Services.GetRequiredService<SubscriptionList>().Add(subscription);
        app.MapTopicRoute(TEvent.Topic);
    }
}
