using System.Globalization;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Limits.Calls;
using StackExchange.Redis;

namespace Nanobot.Bench;

/// <summary>
/// What a call of a shared day costs where it is taken beforehand, against a round trip to Redis for each call, by one caller and by 64; rounds interleaved, medians.
/// Then whether four processes that share a budget overrun it.
/// </summary>
[MakesStoreNames("What it is compared with has a Redis of the benchmark's own.")]
internal static class LimitBench
{
    private const int Rounds = 5;
    private const int Crowd = 64;
    private const int Processes = 4;
    private const int Budget = 100_000;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    // As little as a limit can do in one round trip: look, take, say.
    private const string Script = "local n = redis.call('INCR', KEYS[1]) if n > tonumber(ARGV[1]) then redis.call('DECR', KEYS[1]) return -1 end return n";

    /// <summary>Prints Markdown for docs/performance.md.</summary>
    public static async Task RunAsync(string redis, TextWriter output)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var hosts = new List<IHost>();
        for (var index = 0; index < Processes; index++)
        {
            hosts.Add(await StartAsync(redis));
        }

        var (meter, plenty) = (hosts[0].Services.GetRequiredService<Meters>().Of(LimitScope.OfTenant("plenty")), new Allowed(1_000_000_000_000, "UTC"));
        (string Name, Func<ValueTask<bool>> Take)[] ways =
        [
            ("a round trip for each call", async () => (long)await connection.GetDatabase().ScriptEvaluateAsync(Script, ["bench:day"], [plenty.Amount]) > 0),
            ("taken beforehand", async () => (await meter.TakeAsync(CallLimit.Day, plenty, CancellationToken.None)).IsGranted),
        ];
        await output.WriteLineAsync("| | one caller, calls/s | of the round trip | 64 callers, calls/s | of the round trip |\n| --- | --- | --- | --- | --- |");
        var rates = new double[2, 2][];
        for (var round = -2; round < Rounds; round++)
        {
            for (var way = 0; way < 2; way++)
            {
                for (var crowd = 0; crowd < 2; crowd++)
                {
                    var rate = await RateAsync(ways[way].Take, crowd == 0 ? 1 : Crowd);
                    rates[way, crowd] ??= new double[Rounds];
                    rates[way, crowd][Math.Max(round, 0)] = rate;
                }
            }
        }

        for (var way = 0; way < 2; way++)
        {
            var (one, many) = (Median(rates[way, 0]), Median(rates[way, 1]));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {ways[way].Name} | {one:0} | {one / Median(rates[0, 0]):0.0} | {many:0} | {many / Median(rates[0, 1]):0.0} |"));
        }

        var had = await Task.WhenAll(hosts.Select(static host => HadAsync(host.Services.GetRequiredService<Meters>().Of(LimitScope.OfTenant("shared")))));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\nOf a budget of {Budget} four processes had {had.Sum()} at once; overshoot {Math.Max(0, had.Sum() - Budget)}."));
        foreach (var host in hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    private static async Task<IHost> StartAsync(string redis)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IConnectionMultiplexer>(await ConnectionMultiplexer.ConnectAsync(redis));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new Backoff(new Random(7)));
        builder.AddMeters();
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static async Task<double> RateAsync(Func<ValueTask<bool>> take, int callers)
    {
        var (began, time) = (TimeProvider.System.GetTimestamp(), TimeProvider.System);
        var calls = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while (time.GetElapsedTime(began) < Round)
            {
                count += await take() ? 1 : throw new InvalidOperationException("A call of plenty was refused.");
            }

            return count;
        })));
        return calls.Sum() / time.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<int> HadAsync(Meter meter)
    {
        var allowed = new Allowed(Budget, "UTC");
        var had = await Task.WhenAll(Enumerable.Range(0, Crowd).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            while ((await meter.TakeAsync(CallLimit.Day, allowed, CancellationToken.None)).IsGranted)
            {
                count++;
            }

            return count;
        })));
        return had.Sum();
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
