using Nanobot.Contracts;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>What a module's definition says of the events that each of its processes hears.</summary>
public static class Broadcast
{
    /// <summary><typeparamref name="THandler"/>, a singleton, hears <typeparamref name="TEvent"/> in each process; needs a <c>ModuleCache</c>.</summary>
    public static ModuleTopic To<TEvent, THandler>()
        where TEvent : class, IIntegrationEvent<TEvent>
        where THandler : class, IBroadcastHandler<TEvent> =>
        new BroadcastTopic<TEvent, THandler>();
}
