using System.Globalization;
using Nanobot.Bench.Firings;

namespace Nanobot.Bench.Events;

/// <summary>events NAME POSTGRES REDIS EVENTS RATE SECONDS, where NAME is a way of <see cref="Ways"/>: prints one line of figures.</summary>
internal static class Commands
{
    private static readonly Dictionary<string, Func<Stage, Moments, Task<IWay>>> Ways = new(StringComparer.Ordinal)
    {
        ["own"] = OwnWay.OpenAsync,
        ["cap"] = CapWay.OpenAsync,
        ["wolverine"] = WolverineWay.OpenAsync,
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is not [var name, var postgres, var redis, var events, var rate, var seconds] || !Ways.TryGetValue(name, out var open))
        {
            await Console.Error.WriteLineAsync($"Usage: events {string.Join('|', Ways.Keys)} POSTGRES REDIS EVENTS RATE SECONDS");
            return 2;
        }

        var stage = new Stage(postgres, redis, "");
        await new WayBench(stage, open).RunAsync(Number(events), Number(rate), Number(seconds), name, Console.Out);
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
