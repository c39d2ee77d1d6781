using Nanobot.Contracts;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Messaging.Inbox;

namespace Nanobot.Platform.Messaging;

/// <summary>What a module's definition says of the events that it takes up.</summary>
public static class Subscription
{
    /// <summary><typeparamref name="TEvent"/> is taken up, each once, by <typeparamref name="THandler"/>; a module has one handler an event.</summary>
    public static ModuleTopic Of<TEvent, THandler>()
        where TEvent : class, IIntegrationEvent<TEvent>
        where THandler : class, IEventHandler<TEvent> =>
        new HandledTopic<TEvent, THandler>();

    /// <summary><typeparamref name="TEvent"/> is taken up, each once, by the statements of <typeparamref name="TStatements"/>.</summary>
    public static ModuleTopic Stated<TEvent, TStatements>()
        where TEvent : class, IIntegrationEvent<TEvent>
        where TStatements : class, IEventStatements<TEvent> =>
        new StatedTopic<TEvent, TStatements>();
}
