using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>A topic and its handler, told by their types.</summary>
internal sealed class HandledTopic<TEvent, THandler>() : ModuleTopic(TEvent.Topic)
    where TEvent : class, IIntegrationEvent<TEvent>
    where THandler : class, IEventHandler<TEvent>
{
    public override void AddHandler(IServiceCollection services) => services.AddEventHandler<TEvent, THandler>();

    public override void Map(WebApplication app) => app.MapTopic<TEvent>();
}
