using System.Text.Json;
using Nanobot.Contracts;
using Nanobot.Platform.Core.Wire;

namespace Nanobot.Platform.Bus.Events;

/// <summary>Reads the event out of an envelope.</summary>
internal static class EventData
{
    /// <exception cref="JsonException">The data is not such an event.</exception>
    public static TEvent Read<TEvent>(JsonElement data)
        where TEvent : class, IIntegrationEvent<TEvent> =>
        data.ValueKind == JsonValueKind.Object
            ? data.Deserialize<TEvent>(Json.Wire)!
            : throw new JsonException("The data is not an object.");
}
