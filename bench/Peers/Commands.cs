using System.Globalization;

namespace Nanobot.Bench;

/// <summary>
/// peers module URL           what stands behind the gateway: a fixed answer, and whose each API key is<br/>
/// peers credentials N SECRET header lines of N tenants, API keys and tokens by turns<br/>
/// peers context              what the signed context costs against the bare signature<br/>
/// peers latency FILE NAME=URL …   added latency at a fixed rate, and of a stream's first octets; FILE has the header lines of credentials<br/>
/// peers allocated PID SECONDS octets that a process allocates within so many seconds<br/>
/// peers limits REDIS         what a call of a shared limit costs that is taken beforehand, against a round trip to Redis for each<br/>
/// peers policies             what a decision by policies costs, at 100 and 10,000 rules<br/>
/// peers kernel               what a kernel of its own costs a turn<br/>
/// peers turns MODEL PROXY GATEWAY KEYFILE ROUNDS SECONDS STREAMS CHAT GATEWAYPROCESS   turns of a running suite<br/>
/// peers proxy URL MODULE     YARP with one route and nothing else: what the gateway is measured against<br/>
/// </summary>
internal static class Commands
{
    public static async Task<int> RunAsync(string[] args)
    {
        switch (args)
        {
            case ["module", var url]:
                await StubModule.Build(url).RunAsync();
                return 0;
            case ["proxy", var url, var module]:
                await BareProxy.Build(url, module).RunAsync();
                return 0;
            case ["credentials", var count, var secret]:
                return await BenchCredentials.WriteAsync(count, secret, TimeProvider.System, Console.Out);
            case ["latency", var file, .. var targets]:
                await LatencyBench.RunAsync(await File.ReadAllLinesAsync(file), targets, TimeProvider.System, Console.Out);
                return 0;
            case ["allocated", var process, var seconds]:
                await AllocationCounter.RunAsync(int.Parse(process, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture), Console.Out);
                return 0;
            case ["turns", var model, var before, var gateway, var keyFile, var rounds, var seconds, var streams, var chat, var gatewayProcess]:
                await TurnBench.RunAsync(
                    new(new(model), new(before), new(gateway), (await File.ReadAllTextAsync(keyFile)).Trim(), Number(chat), Number(gatewayProcess)),
                    Number(rounds), TimeSpan.FromSeconds(Number(seconds)), Number(streams), Console.Out);
                return 0;
            case ["limits", var redis]:
                await LimitBench.RunAsync(redis, Console.Out);
                return 0;
            case ["context"]:
                await ContextBench.RunAsync(Console.Out);
                return 0;
            case ["policies"]:
                await PolicyBench.RunAsync(Console.Out);
                return 0;
            case ["kernel"]:
                await KernelBench.RunAsync(Console.Out);
                return 0;
            default:
                await Console.Error.WriteLineAsync("Usage: peers module URL | peers proxy URL MODULE | peers credentials N SECRET | peers context | peers latency FILE NAME=URL… | peers allocated PID SECONDS | peers limits REDIS | peers policies | peers kernel | peers turns …");
                return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
