using System.Globalization;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Names;
using StackExchange.Redis;

namespace Nanobot.Platform.Limits.Tokens;

/// <summary>Reads what has become of budgets, for those who only tell of it.</summary>
/// <param name="redis">Redis.</param>
/// <param name="options">The time-out.</param>
/// <param name="time">The clock.</param>
public sealed class BudgetReader(IConnectionMultiplexer redis, IOptions<TokenBudgetOptions> options, TimeProvider time)
{
    /// <summary>What calls have come to and what those that run have reserved; null where Redis cannot say. What Redis has lost and no ledger has told it again yet is missing.</summary>
    public async Task<(long Used, long Reserved)?> ReadAsync(Budget budget, CancellationToken cancellationToken)
    {
        try
        {
            var fields = await redis.GetDatabase().HashGetAllAsync(budget.Key.ToKey()).WaitAsync(options.Value.StoreTimeout, time, cancellationToken);
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            return (Sum(fields, "m:", static _ => true), Sum(fields, "r:", end => end > now));
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
        {
            return null;
        }
    }

    // Both kinds are "number|amount": a version, or the instant at which a reservation ends.
    private static long Sum(HashEntry[] fields, string kind, Func<long, bool> counts)
    {
        var sum = 0L;
        foreach (var field in fields)
        {
            if (field.Name.ToString().StartsWith(kind, StringComparison.Ordinal) && field.Value.ToString().Split('|') is [var first, var amount]
                && Number(first) is { } number && counts(number))
            {
                sum += Number(amount) ?? 0;
            }
        }

        return sum;
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
