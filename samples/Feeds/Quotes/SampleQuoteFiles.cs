using System.Globalization;
using System.Text;

namespace Nanobot.Samples.Feeds.Quotes;

/// <summary>
/// Made-up prices: one random walk a symbol from a fixed seed and a fixed first day, so that a given day has the same
/// price whenever it is asked for. The file ends with the last weekday before today (UTC), as a real one would.
/// </summary>
internal sealed class SampleQuoteFiles(TimeProvider time) : IQuoteFiles
{
    private const int Rows = 250;
    private static readonly DateOnly FirstDay = new(2024, 1, 1);

    private static readonly SortedDictionary<string, (int Seed, int Cents, int Volume)> Walks = new(StringComparer.Ordinal)
    {
        ["AAPL"] = (11, 18_500, 52_000_000),
        ["AMZN"] = (12, 15_200, 41_000_000),
        ["GOOGL"] = (13, 13_900, 27_000_000),
        ["MSFT"] = (14, 37_100, 22_000_000),
        ["NVDA"] = (15, 12_400, 98_000_000),
        ["TSLA"] = (16, 24_800, 77_000_000),
        ["0700.HK"] = (17, 29_300, 18_000_000),
    };

    public bool IsSample => true;

    public IReadOnlyList<string> List() => [.. Walks.Keys];

    public Task<string?> ReadAsync(string symbol, CancellationToken cancellationToken) =>
        Task.FromResult(Walks.TryGetValue(symbol, out var walk) ? Write(walk.Seed, walk.Cents, walk.Volume) : null);

    private string Write(int seed, int cents, int volume)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var random = new Random(seed);
        var rows = new Queue<string>(Rows);
        var close = cents;
        for (var day = FirstDay; day < today; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            if (rows.Count == Rows)
            {
                rows.Dequeue();
            }

            rows.Enqueue(Row(day, random, cents, volume, ref close));
        }

        return new StringBuilder("Date,Open,High,Low,Close,Volume\n").AppendJoin('\n', rows).Append('\n').ToString();
    }

    private static string Row(DateOnly day, Random random, int mean, int volume, ref int close)
    {
        var open = close + Share(random, close, 8);
        // Pulled back a little towards its start, so that no symbol runs away or dies out over the years.
        close = Math.Max(100, open + Share(random, open, 20) + ((mean - open) / 200));
        var high = Math.Max(open, close) + Math.Abs(Share(random, close, 6));
        var low = Math.Max(50, Math.Min(open, close) - Math.Abs(Share(random, close, 6)));
        var traded = volume + (volume / 1000 * random.Next(-300, 300));
        return string.Create(CultureInfo.InvariantCulture,
            $"{day:yyyy-MM-dd},{open / 100m:0.00},{high / 100m:0.00},{low / 100m:0.00},{close / 100m:0.00},{traded}");
    }

    private static int Share(Random random, int of, int thousandths) => of * random.Next(-thousandths, thousandths + 1) / 1000;
}
