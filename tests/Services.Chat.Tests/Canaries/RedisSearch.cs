using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>
/// Reads every key of the service's Redis with all that it holds. Whose an entry is, it must say itself: as the key of a run's events, or as an event that names tenant and user; what says
/// neither may have nobody's word.
/// </summary>
internal static partial class RedisSearch
{
    /// <param name="redis">The connection string.</param>
    /// <param name="ownerOf">Whose a run is.</param>
    /// <param name="findings">Where it is told.</param>
    public static async Task<int> SearchAsync(string redis, IReadOnlyDictionary<Guid, Canary?> ownerOf, CanaryFindings findings)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var (server, database) = (connection.GetServers().Single(), connection.GetDatabase());
        var keys = 0;
        await foreach (var key in server.KeysAsync(database.Database, pageSize: 1000))
        {
            keys++;
            var byKey = RunKey().Match(key.ToString()) is { Success: true } run ? ownerOf.GetValueOrDefault(Guid.Parse(run.Groups["run"].Value)) : null;
            findings.Look("redis", $"the key {key}", key.ToString(), byKey);
            foreach (var entry in await EntriesAsync(database, key))
            {
                findings.Look("redis", $"what is at {key}", entry, byKey ?? Named(entry, findings.Flock));
            }
        }

        return keys;
    }

    private static async Task<IEnumerable<string>> EntriesAsync(IDatabase database, RedisKey key) => await database.KeyTypeAsync(key) switch
    {
        RedisType.String => [(await database.StringGetAsync(key)).ToString()],
        RedisType.Hash => (await database.HashGetAllAsync(key)).Select(static entry => $"{entry.Name} {entry.Value}"),
        RedisType.List => (await database.ListRangeAsync(key)).Select(static entry => entry.ToString()),
        RedisType.Set => (await database.SetMembersAsync(key)).Select(static entry => entry.ToString()),
        RedisType.SortedSet => (await database.SortedSetRangeByRankAsync(key)).Select(static entry => entry.ToString()),
        RedisType.Stream => (await database.StreamRangeAsync(key)).Select(static entry => string.Join(' ', entry.Values.Select(static value => $"{value.Name} {value.Value}"))),
        // It went in between.
        RedisType.None => [],
        var type => throw new InvalidOperationException($"{key} is a {type}, which nobody reads here."),
    };

    private static Canary? Named(string entry, CanaryFlock flock) => Tenant().Match(entry) is { Success: true } tenant && User().Match(entry) is { Success: true } user
        ? flock.Of(tenant.Groups["id"].Value, user.Groups["id"].Value)
        : null;

    [GeneratedRegex(@"^nanobot:run:\{[^:]+:(?<run>[0-9a-f]{32})\}:")]
    private static partial Regex RunKey();

    [GeneratedRegex(@"""tenantid"":""(?<id>[^""]+)""")]
    private static partial Regex Tenant();

    [GeneratedRegex(@"""userid"":""(?<id>[^""]+)""")]
    private static partial Regex User();
}
