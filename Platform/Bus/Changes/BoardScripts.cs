namespace Nanobot.Platform.Bus.Changes;

/// <summary>What happens in Redis, each in one step. KEYS: the board, whether it is kept.</summary>
internal static class BoardScripts
{
    /// <summary>The changes that stay on the board: whoever is further behind asks the module.</summary>
    public const int Longest = 1024;

    /// <summary>Puts changes on the board, in whatever order they come. ARGV: number, tenant, number, tenant, …</summary>
    public const string Tell = """
        for i = 1, #ARGV, 2 do redis.call('ZADD', KEYS[1], ARGV[i], ARGV[i] .. ':' .. ARGV[i + 1]) end
        redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1025)
        return 1
        """;

    /// <summary>The last number, or nil; the clock in milliseconds; for how many milliseconds the board is still vouched for.</summary>
    public const string Stand = """
        local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
        local t = redis.call('TIME')
        return {last[2] or false, t[1] * 1000 + math.floor(t[2] / 1000), redis.call('PTTL', KEYS[2])}
        """;

    /// <summary>
    /// Puts on it what is missing and vouches for it. ARGV: until when by this clock, the last number for which it is begun anew where that
    /// is still the last, then number, tenant, …
    /// </summary>
    public const string Keep = """
        if ARGV[2] ~= '' and redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2] == ARGV[2] then redis.call('DEL', KEYS[1]) end
        for i = 3, #ARGV, 2 do redis.call('ZADD', KEYS[1], ARGV[i], ARGV[i] .. ':' .. ARGV[i + 1]) end
        redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1025)
        redis.call('SET', KEYS[2], '1')
        redis.call('PEXPIREAT', KEYS[2], ARGV[1])
        return 1
        """;

    /// <summary>The last number and the changes behind a number; nothing where nobody vouches for them. ARGV: the number, or <c>+inf</c>.</summary>
    public const string Read = """
        if redis.call('EXISTS', KEYS[2]) == 0 then return {} end
        local last = redis.call('ZREVRANGE', KEYS[1], 0, 0, 'WITHSCORES')
        if not last[2] then return {} end
        return {last[2], redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[1], '+inf')}
        """;
}
