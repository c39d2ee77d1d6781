using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>What this module takes up: filled while the application is mapped, read by the transports once it runs.</summary>
internal sealed class SubscriptionList
{
    private readonly ConcurrentDictionary<string, TopicSubscription> _byTopic = new(StringComparer.Ordinal);

    /// <summary>The topics, in a stable order.</summary>
    public IReadOnlyList<string> Topics => [.. _byTopic.Keys.Order(StringComparer.Ordinal)];

    public void Add(TopicSubscription subscription)
    {
        if (!_byTopic.TryAdd(subscription.Topic, subscription))
        {
            throw new InvalidOperationException($"The topic {subscription.Topic} is mapped twice.");
        }
    }

    public bool TryGet(string topic, [NotNullWhen(true)] out TopicSubscription? subscription) => _byTopic.TryGetValue(topic, out subscription);
}
