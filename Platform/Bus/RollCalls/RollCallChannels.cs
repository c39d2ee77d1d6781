using System.Globalization;
using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Names;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.RollCalls;

/// <summary>Channels and messages of calls. A channel belongs to the whole server, so the database stands in its name.</summary>
internal static class RollCallChannels
{
    public const char Separator = '|';
    public const string Done = "done";
    public const string Failed = "failed";

    public static RedisChannel Of(IConnectionMultiplexer redis, string name) => NameOf(redis, name).ToChannel();

    public static StoreName AnswersOf(IConnectionMultiplexer redis, string name, Guid caller) => StoreName.OfInstallation(NameKinds.RollCalls, redis.GetDatabase().Database, name, caller);

    /// <summary>Where whoever called hears its answers, as its call says.</summary>
    [MakesStoreNames("A call says where it is answered, by a name that the builder made in the process that calls.")]
    public static RedisChannel Told(string answers) => RedisChannel.Literal(answers);

    public static string Asked(long number, StoreName answers) => string.Create(CultureInfo.InvariantCulture, $"{number}{Separator}{answers}");

    public static string Answered(string number, Guid listener, bool isDone) => $"{number}{Separator}{listener:n}{Separator}{(isDone ? Done : Failed)}";

    /// <summary>Whether a channel is subscribed to at present: that there is a connection which could be does not say so.</summary>
    public static bool IsHeard(ISubscriber subscriber, RedisChannel channel) => subscriber.SubscribedEndpoint(channel) is not null && subscriber.IsConnected(channel);

    private static StoreName NameOf(IConnectionMultiplexer redis, string name) => StoreName.OfInstallation(NameKinds.RollCalls, redis.GetDatabase().Database, name);
}
