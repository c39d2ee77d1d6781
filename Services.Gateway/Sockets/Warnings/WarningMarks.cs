using System.Globalization;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Limits.Tokens;
using StackExchange.Redis;

namespace Nanobot.Services.Gateway.Sockets.Warnings;

/// <summary>Which thresholds have been reached in a window, for all gateways, so that one that comes later does not tell of it again.</summary>
internal sealed class WarningMarks(IConnectionMultiplexer redis, IOptions<TokenBudgetOptions> options, TimeProvider time)
{
    // Whoever has a clock that is behind by less than this must not begin a window's marks anew.
    private static readonly TimeSpan AfterWindow = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestOfStand = TimeSpan.FromDays(30);

    /// <summary>When a threshold was reached first, which is now where nobody has marked it.</summary>
    /// <exception cref="RedisException">Redis does not say.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<DateTimeOffset> MarkAsync(NearLimit near, int threshold)
    {
        var now = time.GetUtcNow();
        var (database, key) = (redis.GetDatabase(), KeyOf(near, threshold));
        var keptFor = near.ResetsAt is { } end ? end - now + AfterWindow : LongestOfStand;
        if (keptFor <= TimeSpan.Zero || await InTimeAsync(database.StringSetAsync(key, now.ToUnixTimeMilliseconds(), keptFor, when: When.NotExists)))
        {
            return now;
        }

        var first = (string?)await InTimeAsync(database.StringGetAsync(key));
        return long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : now;
    }

    /// <summary>Reaching the threshold of a stand is news again.</summary>
    /// <exception cref="RedisException">Redis does not take it.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Task ClearAsync(NearLimit near, int threshold) => InTimeAsync(redis.GetDatabase().KeyDeleteAsync(KeyOf(near, threshold)));

    // All of a tenant's in one slot, as its other limits are.
    private static RedisKey KeyOf(NearLimit near, int threshold) =>
        StoreName.OfTenant(NameKinds.Warned, near.TenantId, near.UserId ?? "", near.Quota.Value, near.ResetsAt?.ToUnixTimeSeconds() ?? 0, threshold).ToKey();

    private Task<T> InTimeAsync<T>(Task<T> command) => command.WaitAsync(options.Value.StoreTimeout, time);
}
