namespace Nanobot.Platform.Limits.Calls;

/// <summary>
/// What happens in Redis: looking and taking in one step. Each takes what is needed, and, where that was all there, something beforehand
/// (<c>extra</c>) for what comes next, never more than a part of what is left, so that little lies about once it gets scarce; but <c>least</c>, where so much is
/// left, for those who want to know whether there is something before they take it.
/// An answer is {had, had beforehand, left, wait in microseconds, how many others hold something beforehand}.
/// The clock is Redis', the same for all; an argument can take its place.
/// </summary>
internal static class LimitScripts
{
    private const string Now = """
        local now = tonumber(ARGV[1])
        if not now then local t = redis.call('TIME'); now = t[1] * 1000000 + t[2] end
        local me = ARGV[2]
        local need, extra, least, limit = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
        local function beforehand(rest, part) return math.min(rest, math.max(least, math.min(extra, math.floor(rest / part)))) end
        local function short(had, more) return had < need or (least > 0 and more == 0) end
        local function alive(holder)
            local score = redis.call('ZSCORE', KEYS[2], string.match(holder, '^[^.]+'))
            return score and tonumber(score) > now
        end
        local function others()
            local count, all = 0, redis.call('HGETALL', KEYS[1])
            for i = 1, #all, 2 do
                local holder = string.match(all[i], '^l:(.+)$')
                if holder and holder ~= me and tonumber(all[i + 1]) > 0 and alive(holder) then count = count + 1 end
            end
            return count
        end

        """;

    /// <summary>
    /// A bucket of <c>limit</c> that fills within a minute, kept as the one instant at which it will be full (the generic cell rate
    /// algorithm, ITU-T I.371). KEYS: bucket, holders; ARGV: now, holder, need, extra, least, limit, given back.
    /// </summary>
    public const string Bucket = Now + """
        if limit <= 0 then return {0, 0, 0, 60000000, 0} end
        local step, full = 60000000 / limit, 60000000
        local at = (tonumber(redis.call('HGET', KEYS[1], 'full') or now)) - tonumber(ARGV[7]) * step
        if at < now then at = now elseif at > now + full then at = now + full end
        local left = math.floor((now + full - at) / step + 0.001)
        local had, more = math.min(need, left), 0
        if had == need then more = beforehand(left - had, 16) end
        at = at + (had + more) * step
        redis.call('HSET', KEYS[1], 'full', string.format('%.3f', at))
        if more > 0 then redis.call('HSET', KEYS[1], 'l:' .. me, more) else redis.call('HDEL', KEYS[1], 'l:' .. me) end
        redis.call('PEXPIRE', KEYS[1], 120000)
        if short(had, more) then return {had, 0, 0, math.ceil(at - full + step - now), others()} end
        return {had, more, left - had - more, math.ceil(at - now), 0}
        """;

    /// <summary>
    /// A window that ends all at once. Each holder has a field with all that it took in the window, and says it again each time: an
    /// answer that never arrived corrects itself, and so does a Redis that lost everything. KEYS: window, holders; ARGV: now,
    /// holder, need, extra, least, limit, all that the holder took, the window's start and end in microseconds.
    /// </summary>
    public const string Window = Now + """
        local start, finish = tonumber(ARGV[8]), tonumber(ARGV[9])
        if now < start or now >= finish then return {-1, 0, 0, 0, 0, string.format('%.0f', now)} end
        local before = tonumber(redis.call('HGET', KEYS[1], 'h:' .. me) or 0)
        local used = tonumber(redis.call('HGET', KEYS[1], 'used') or 0) - before + tonumber(ARGV[7])
        local left = math.max(0, limit - used)
        local had, more = math.min(need, left), 0
        if had == need then more = beforehand(left - had, 16) end
        redis.call('HSET', KEYS[1], 'used', string.format('%.0f', used + had + more), 'h:' .. me, string.format('%.0f', tonumber(ARGV[7]) + had + more))
        if more > 0 then redis.call('HSET', KEYS[1], 'l:' .. me, more) else redis.call('HDEL', KEYS[1], 'l:' .. me) end
        redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', finish / 1000 + 86400000))
        return {had, more, left - had - more, finish - now, short(had, more) and others() or 0}
        """;

    /// <summary>
    /// Slots that are held. Each holder has a field with how many it holds, which counts as long as the holder lives. KEYS: slots, holders;
    /// ARGV: now, holder, need, extra, least, limit, how many it holds already.
    /// </summary>
    public const string Slots = Now + """
        local held, count, taken = tonumber(ARGV[7]), 0, 0
        local all = redis.call('HGETALL', KEYS[1])
        for i = 1, #all, 2 do
            if all[i] ~= me then
                if alive(all[i]) then
                    taken, count = taken + tonumber(all[i + 1]), count + 1
                else
                    redis.call('HDEL', KEYS[1], all[i])
                end
            end
        end
        local left = math.max(0, limit - taken - held)
        local had, more = math.min(need, left), 0
        if had == need then more = beforehand(left - had, 4) end
        if held + had + more > 0 then
            redis.call('HSET', KEYS[1], me, held + had + more)
            redis.call('PEXPIRE', KEYS[1], 3600000)
        else
            redis.call('HDEL', KEYS[1], me)
        end
        return {had, more, left - had - more, 1000000, short(had, more) and count or 0}
        """;

    /// <summary>Says that a process lives; 0 where it was not known to. KEYS: holders; ARGV: now, process, for how many microseconds.</summary>
    public const string Live = """
        local now = tonumber(ARGV[1])
        if not now then local t = redis.call('TIME'); now = t[1] * 1000000 + t[2] end
        local last = redis.call('ZSCORE', KEYS[1], ARGV[2])
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now - 86400000000))
        redis.call('ZADD', KEYS[1], string.format('%.0f', now + tonumber(ARGV[3])), ARGV[2])
        return (last and tonumber(last) > now) and 1 or 0
        """;
}
