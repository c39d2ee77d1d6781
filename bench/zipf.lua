-- Requests of many tenants, the nth of them asked for 1/n as often as the first (Zipf). CREDENTIALS: a file with one header line for each.
-- With IN_ORDER each of them once, one after the other.
local requests, turns = {}, {}

function init(args)
    local base = 'GET /reports HTTP/1.1\r\nHost: bench\r\n'
    for line in io.lines(os.getenv('CREDENTIALS')) do requests[#requests + 1] = base .. line .. '\r\n\r\n' end
    if os.getenv('IN_ORDER') then
        local skip = tonumber(os.getenv('SKIP') or 0)
        for n = 1, #requests do turns[n] = (n + skip - 1) % #requests + 1 end
        return
    end
    local sums, sum = {}, 0
    for n = 1, #requests do sum = sum + 1 / n; sums[n] = sum end
    math.randomseed(tonumber(os.getenv('SEED') or 7))
    for turn = 1, 500000 do
        local at, low, high = math.random() * sum, 1, #requests
        while low < high do
            local middle = math.floor((low + high) / 2)
            if sums[middle] < at then low = middle + 1 else high = middle end
        end
        turns[turn] = low
    end
end

local turn = 0
function request()
    turn = turn % #turns + 1
    return requests[turns[turn]]
end
