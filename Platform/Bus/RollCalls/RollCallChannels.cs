using System.Globalization;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.RollCalls;

/// <summary>Channels and messages of calls. A channel belongs to the whole server, so the database stands in its name.</summary>
internal static class RollCallChannels
{
    public const char Separator = '|';
    public const string Done = "done";
    public const string Failed = "failed";

    public static RedisChannel Of(IConnectionMultiplexer redis, string name) => RedisChannel.Literal(Prefix(redis, name));

    public static string AnswersOf(IConnectionMultiplexer redis, string name, Guid caller) => $"{Prefix(redis, name)}:{caller:n}";

    public static string Asked(long number, string answers) => string.Create(CultureInfo.InvariantCulture, $"{number}{Separator}{answers}");

    public static string Answered(string number, Guid listener, bool isDone) => $"{number}{Separator}{listener:n}{Separator}{(isDone ? Done : Failed)}";

    /// <summary>Whether a channel is subscribed to at present: that there is a connection which could be does not say so.</summary>
    public static bool IsHeard(ISubscriber subscriber, RedisChannel channel) => subscriber.SubscribedEndpoint(channel) is not null && subscriber.IsConnected(channel);

    private static string Prefix(IConnectionMultiplexer redis, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"nanobot:roll-call:{redis.GetDatabase().Database}:{name}");
}
