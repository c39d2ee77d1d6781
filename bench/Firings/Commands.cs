using System.Globalization;

namespace Nanobot.Bench.Firings;

/// <summary>
/// firings tenants URL                                     the tenants module, as far as firings ask it<br/>
/// firings own POSTGRES REDIS TENANTS JOBS ROUNDS RATE     as many jobs due at one second; the file RATE gets the firings per second<br/>
/// firings quartz POSTGRES JOBS ROUNDS                     the same in Quartz.NET<br/>
/// firings hangfire POSTGRES JOBS ROUNDS                   the same in Hangfire<br/>
/// firings claims POSTGRES REDIS TENANTS JOBS ROUNDS       claims with stale statistics<br/>
/// firings looks POSTGRES REDIS TENANTS STORED…            looks of the due scan, by how many jobs are stored<br/>
/// firings relay POSTGRES REDIS TENANTS EVENTS ROUNDS      events of an outbox, published
/// </summary>
internal static class Commands
{
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["tenants", var url]:
                await Standings.Build(url).RunAsync();
                return 0;
            case ["own", var postgres, var redis, var tenants, var jobs, var rounds, var file]:
                var rate = await OwnBench.RunAsync(new Stage(postgres, redis, tenants), Number(jobs), Number(rounds), Console.Out);
                await File.WriteAllTextAsync(file, rate.ToString(CultureInfo.InvariantCulture));
                return 0;
            case ["quartz", var postgres, var jobs, var rounds]:
                await QuartzBench.RunAsync(new Stage(postgres, "", ""), Number(jobs), Number(rounds), Console.Out);
                return 0;
            case ["hangfire", var postgres, var jobs, var rounds]:
                await HangfireBench.RunAsync(new Stage(postgres, "", ""), Number(jobs), Number(rounds), Console.Out);
                return 0;
            case ["claims", var postgres, var redis, var tenants, var jobs, var rounds]:
                await ClaimBench.RunAsync(new Stage(postgres, redis, tenants), Number(jobs), Number(rounds), Console.Out);
                return 0;
            case ["looks", var postgres, var redis, var tenants, .. var stored]:
                await LookBench.RunAsync(new Stage(postgres, redis, tenants), [.. stored.Select(Number)], Console.Out);
                return 0;
            case ["relay", var postgres, var redis, var tenants, var events, var rounds]:
                await RelayBench.RunAsync(new Stage(postgres, redis, tenants), Number(events), Number(rounds), Console.Out);
                return 0;
            default:
                await Console.Error.WriteLineAsync("Usage: firings tenants URL | firings own POSTGRES REDIS TENANTS JOBS ROUNDS RATE | firings quartz POSTGRES JOBS ROUNDS | firings hangfire POSTGRES JOBS ROUNDS | firings claims POSTGRES REDIS TENANTS JOBS ROUNDS | firings looks POSTGRES REDIS TENANTS STORED… | firings relay POSTGRES REDIS TENANTS EVENTS ROUNDS");
                return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
