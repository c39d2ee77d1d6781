using StackExchange.Redis;

namespace Nanobot.ServiceDefaults.Caching;

/// <summary>What a command throws when Redis is away or answers with an error.</summary>
internal static class RedisFailures
{
    public static bool IsOne(Exception exception) =>
        exception is RedisException or RedisServerException or TimeoutException or ObjectDisposedException or System.IO.IOException;
}
