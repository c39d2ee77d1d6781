using Nanobot.Platform.Core.Names;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Names;

/// <summary>Names as Redis takes them.</summary>
public static class RedisNames
{
    /// <summary>The key of that name.</summary>
    public static RedisKey ToKey(this StoreName name) => name.Text;

    /// <summary>The channel of that name.</summary>
    public static RedisChannel ToChannel(this StoreName name) => RedisChannel.Literal(name.Text);

    /// <summary>The key of a topic's stream.</summary>
    /// <exception cref="ArgumentException">It has a character that no topic has.</exception>
    public static RedisKey OfTopic(string topic) => StoreName.OfTopic(topic).ToKey();
}
