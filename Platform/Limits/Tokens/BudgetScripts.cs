namespace Nanobot.Platform.Limits.Tokens;

/// <summary>
/// What Redis does in one step. A budget is a hash. <c>m:MODULE</c> is "version|settled", what that module's ledger says; <c>e:MODULE</c> what
/// its ledger had heard of the others; <c>r:CALL</c> is "end|amount", what a call that runs may come to, until an instant of Redis' own
/// clock that is put off while the call runs.
/// </summary>
internal static class BudgetScripts
{
    /// <summary>
    /// Reserves of all budgets or of none; what is reserved already is not reserved twice. KEYS: the budgets. ARGV: call, module, lease in
    /// milliseconds, then of each budget: limit, amount, seconds to keep it, and the ledger's "version|settled|elsewhere" or nothing.
    /// Answers {0, elsewhere…}, {1, index, used, reserved} for the one that has not enough, or {2, index…} for those that are not known.
    /// </summary>
    public const string Reserve = """
        local time = redis.call('TIME')
        local now = time[1] * 1000 + math.floor(time[2] / 1000)
        local call, module, lease = ARGV[1], ARGV[2], tonumber(ARGV[3])
        local unknown, full, elsewhere = {2}, nil, {0}
        for i, key in ipairs(KEYS) do
            local at = i * 4
            local limit, amount, known = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), ARGV[at + 3]
            if known ~= '' then
                local version, settled, heard = string.match(known, '^(%d+)|(-?%d+)|(%d+)$')
                local stored = redis.call('HGET', key, 'm:' .. module)
                if not stored or tonumber(string.match(stored, '^%d+')) < tonumber(version) then
                    redis.call('HSET', key, 'm:' .. module, version .. '|' .. settled)
                end
                redis.call('HSET', key, 'e:' .. module, heard)
                redis.call('EXPIRE', key, ARGV[at + 2])
            end
            local fields = redis.call('HGETALL', key)
            local own, others, heard, held = nil, 0, 0, 0
            for f = 1, #fields, 2 do
                local kind, name, value = string.sub(fields[f], 1, 2), string.sub(fields[f], 3), fields[f + 1]
                if kind == 'm:' then
                    local settled = tonumber(string.match(value, '|(-?%d+)$'))
                    if name == module then own = settled else others = others + settled end
                elseif kind == 'e:' and name == module then
                    heard = tonumber(value)
                elseif kind == 'r:' and name ~= call then
                    if tonumber(string.match(value, '^%d+')) <= now then
                        redis.call('HDEL', key, fields[f])
                    else
                        held = held + tonumber(string.match(value, '|(%d+)$'))
                    end
                end
            end
            if own == nil then
                unknown[#unknown + 1] = i
            else
                local used = own + math.max(others, heard)
                elsewhere[#elsewhere + 1] = math.max(others, heard)
                if not full and used + held + amount > limit then full = {1, i, used, held} end
            end
        end
        if #unknown > 1 then return unknown end
        if full then return full end
        for i, key in ipairs(KEYS) do
            local at = i * 4
            redis.call('HSET', key, 'r:' .. call, string.format('%.0f|%s', now + lease, ARGV[at + 1]))
            redis.call('EXPIRE', key, ARGV[at + 2])
        end
        return elsewhere
        """;

    /// <summary>
    /// Ends a call's reservations and takes over what the ledger says, unless something later is there. KEYS: the budgets. ARGV: call, module,
    /// then of each budget: seconds to keep it, and "version|settled" or nothing. Answers how many reservations there were.
    /// </summary>
    public const string Settle = """
        local ended = 0
        for i, key in ipairs(KEYS) do
            ended = ended + redis.call('HDEL', key, 'r:' .. ARGV[1])
            local known = ARGV[i * 2 + 2]
            if known ~= '' then
                local stored = redis.call('HGET', key, 'm:' .. ARGV[2])
                if not stored or tonumber(string.match(stored, '^%d+')) < tonumber(string.match(known, '^%d+')) then
                    redis.call('HSET', key, 'm:' .. ARGV[2], known)
                    redis.call('EXPIRE', key, ARGV[i * 2 + 1])
                end
            end
        end
        return ended
        """;

    /// <summary>
    /// Puts off the end of a call's reservations, and makes them again where Redis has lost them. KEYS: the budgets. ARGV: call, lease in
    /// milliseconds, then of each budget: amount, seconds to keep it.
    /// </summary>
    public const string Renew = """
        local time = redis.call('TIME')
        local till = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[2])
        for i, key in ipairs(KEYS) do
            redis.call('HSET', key, 'r:' .. ARGV[1], string.format('%.0f|%s', till, ARGV[i * 2 + 1]))
            redis.call('EXPIRE', key, ARGV[i * 2 + 2])
        end
        return #KEYS
        """;
}
