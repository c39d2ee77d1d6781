using Microsoft.AspNetCore.Builder;
using Nanobot.Contracts;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>A topic and who hears it, told by their types.</summary>
internal sealed class BroadcastTopic<TEvent, THandler>() : ModuleTopic(TEvent.Topic)
    where TEvent : class, IIntegrationEvent<TEvent>
    where THandler : class, IBroadcastHandler<TEvent>
{
    public override void AddHandler(WebApplicationBuilder builder) => builder.AddBroadcastHandler<TEvent, THandler>();
}
