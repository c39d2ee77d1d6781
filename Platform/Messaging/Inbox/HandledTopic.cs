using Microsoft.AspNetCore.Builder;
using Nanobot.Contracts;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>A topic and its handler, told by their types.</summary>
internal sealed class HandledTopic<TEvent, THandler>() : ModuleTopic(TEvent.Topic)
    where TEvent : class, IIntegrationEvent<TEvent>
    where THandler : class, IEventHandler<TEvent>
{
    public override void AddHandler(WebApplicationBuilder builder) => builder.Services.AddEventHandler<TEvent, THandler>();

    public override void Map(WebApplication app) => app.MapTopic<TEvent>();
}
