using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Streams.Tests.Running;
using StackExchange.Redis;

namespace Nanobot.Streams.Tests.Trial;

/// <summary>What is still held of budgets and slots.</summary>
internal static class Standing
{
    /// <summary>Reservations that count in Redis: one of a process that died before it wrote its call down ends by itself, and is removed by the next call.</summary>
    public static async Task<int> ReservationsAsync(IConnectionMultiplexer redis)
    {
        var count = 0;
        var now = new DateTimeOffset(await redis.GetServers()[0].TimeAsync(), TimeSpan.Zero).ToUnixTimeMilliseconds();
        foreach (var key in Keys(redis, "nanobot:budget:{*"))
        {
            count += (await redis.GetDatabase().HashGetAllAsync(key)).Count(field => field.Name.ToString().StartsWith("r:", StringComparison.Ordinal)
                && long.Parse(field.Value.ToString().Split('|')[0], System.Globalization.CultureInfo.InvariantCulture) > now);
        }

        return count;
    }

    /// <summary>What Redis says that the tenant's budget of the day has come to in chat.</summary>
    public static async Task<long> TotalAsync(IConnectionMultiplexer redis, string tenant)
    {
        var total = 0L;
        foreach (var key in Keys(redis, $"nanobot:budget:{{{tenant}}}:tenant:tokens:*"))
        {
            total += long.Parse(((string)(await redis.GetDatabase().HashGetAsync(key, "m:chat"))!).Split('|')[1], System.Globalization.CultureInfo.InvariantCulture);
        }

        return total;
    }

    /// <summary>Slots in use, as each gateway says of each tenant; the call that asks holds one itself.</summary>
    public static async Task<long> SlotsAsync(StreamSuite suite, HttpClient http)
    {
        var most = 0L;
        foreach (var gateway in suite.Gateways)
        {
            foreach (var (_, key) in suite.Users.DistinctBy(static user => user.Tenant))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, "/limits"));
                request.Headers.Add("X-API-Key", key);
                using var answer = await http.SendAsync(request);
                answer.EnsureSuccessStatusCode();
                var limits = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("limits");
                most = Math.Max(most, limits.EnumerateArray().Single(static limit => limit.GetProperty("quota").GetString() == "concurrent_requests").GetProperty("used").GetInt64());
            }
        }

        return most;
    }

    private static IEnumerable<RedisKey> Keys(IConnectionMultiplexer redis, string pattern) => redis.GetServers()[0].Keys(redis.GetDatabase().Database, pattern.Replace("{*", "*", StringComparison.Ordinal));
}
