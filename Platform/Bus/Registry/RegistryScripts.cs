namespace Nanobot.Platform.Bus.Registry;

/// <summary>
/// What happens in Redis, each in one step and by its clock. KEYS: until when each instance is remembered, what each says, how often something has changed,
/// up to which change each gateway has seen.
/// </summary>
internal static class RegistryScripts
{
    /// <summary>An instance says something. ARGV: its name, the text, milliseconds that it is remembered, 1 where it is something new. The number of the last change.</summary>
    public const string Announce = """
        local t = redis.call('TIME')
        redis.call('ZADD', KEYS[1], t[1] * 1000 + math.floor(t[2] / 1000) + ARGV[3], ARGV[1])
        if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 0 or ARGV[4] == '1' then redis.call('INCR', KEYS[3]) end
        redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
        return tonumber(redis.call('GET', KEYS[3]) or '0')
        """;

    /// <summary>An instance has ended. ARGV: its name.</summary>
    public const string Withdraw = """
        redis.call('ZREM', KEYS[1], ARGV[1])
        redis.call('HDEL', KEYS[2], ARGV[1])
        redis.call('HDEL', KEYS[4], ARGV[1])
        return redis.call('INCR', KEYS[3])
        """;

    /// <summary>
    /// Forgets who has not renewed; then the number of the last change, and names and texts of all others. ARGV: a gateway's name and the number up to which
    /// it goes by what it has read, or two empty texts.
    /// </summary>
    public const string Read = """
        local t = redis.call('TIME')
        local gone = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', t[1] * 1000 + math.floor(t[2] / 1000), 'LIMIT', 0, 256)
        for _, name in ipairs(gone) do
          redis.call('ZREM', KEYS[1], name)
          redis.call('HDEL', KEYS[2], name)
          redis.call('HDEL', KEYS[4], name)
          redis.call('INCR', KEYS[3])
        end
        if ARGV[1] ~= '' then redis.call('HSET', KEYS[4], ARGV[1], ARGV[2]) end
        local names = redis.call('ZREVRANGE', KEYS[1], 0, 1023)
        local texts = {}
        if #names > 0 then texts = redis.call('HMGET', KEYS[2], unpack(names)) end
        return {tonumber(redis.call('GET', KEYS[3]) or '0'), names, texts}
        """;

    /// <summary>How many gateways go by something older than a change. ARGV: the change's number.</summary>
    public const string Behind = """
        local behind = 0
        local seen = redis.call('HGETALL', KEYS[4])
        for i = 1, #seen, 2 do
          if redis.call('ZSCORE', KEYS[1], seen[i]) then
            if tonumber(seen[i + 1]) < tonumber(ARGV[1]) then behind = behind + 1 end
          else
            redis.call('HDEL', KEYS[4], seen[i])
          end
        end
        return behind
        """;
}
