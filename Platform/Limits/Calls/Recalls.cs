using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Names;
using StackExchange.Redis;

namespace Nanobot.Platform.Limits.Calls;

/// <summary>Calls over a channel of Redis. One that is lost costs a refusal that need not have been, no more.</summary>
internal sealed class Recalls(IConnectionMultiplexer redis, Holder holder) : IRecalls
{
    private const char Between = '|';
    private static readonly RedisChannel Channel = StoreName.OfInstallation(NameKinds.LimitRecalls).ToChannel();

    public async Task CallAsync(string kind, string scope)
    {
        try
        {
            await redis.GetSubscriber().PublishAsync(Channel, string.Join(Between, holder.Process, kind, scope));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            throw new LimitStoreAwayException(exception);
        }
    }

    /// <summary>Hears the calls of others from now on, whenever Redis is there.</summary>
    public async Task ListenAsync(Action<string, string> called) =>
        await redis.GetSubscriber().SubscribeAsync(Channel, (_, message) =>
        {
            if (((string?)message)?.Split(Between, 3) is [var process, var kind, var scope] && process != holder.Process)
            {
                called(kind, scope);
            }
        });
}
