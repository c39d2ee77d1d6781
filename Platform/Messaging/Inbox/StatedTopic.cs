using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>A topic and the statements that take it up, told by their types.</summary>
internal sealed class StatedTopic<TEvent, TStatements>() : ModuleTopic(TEvent.Topic)
    where TEvent : class, IIntegrationEvent<TEvent>
    where TStatements : class, IEventStatements<TEvent>
{
    public override void AddHandler(WebApplicationBuilder builder) => builder.Services.AddSingleton<IEventStatements<TEvent>, TStatements>();

    public override void Map(WebApplication app) => app.MapTopic<TEvent>();
}
