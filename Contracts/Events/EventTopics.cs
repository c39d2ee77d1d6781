using System.Reflection;

namespace Nanobot.Contracts.Events;

/// <summary>All events that modules tell each other.</summary>
public static class EventTopics
{
    /// <summary>The events' types, by their topics' names.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = typeof(IIntegrationEvent<>).Assembly.GetTypes().Where(IsEvent)
        .ToDictionary(static type => (string)type.GetProperty("Topic", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!, StringComparer.Ordinal);

    /// <summary>The topics, in a stable order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Types.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether events of that topic are told.</summary>
    public static bool IsKnown(string topic) => Types.ContainsKey(topic);

    private static bool IsEvent(Type type) => !type.IsInterface && type.GetInterfaces()
        .Any(static implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IIntegrationEvent<>));
}
