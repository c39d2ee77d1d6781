using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>A topic and what hears it.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Handle">Reads an envelope's data and hands it over with the envelope's context; throws <see cref="JsonException"/> where it is not the event.</param>
internal sealed record BroadcastSubscription(string Topic, Action<JsonElement, TenantContext> Handle)
{
    public static BroadcastSubscription Of<TEvent>(IServiceProvider services)
        where TEvent : class, IIntegrationEvent<TEvent>
    {
        var handler = services.GetRequiredService<IBroadcastHandler<TEvent>>();
        return new(TEvent.Topic, (data, context) => handler.Handle(EventData.Read<TEvent>(data), context));
    }
}
