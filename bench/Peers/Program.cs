using Nanobot.Bench;

// peers module URL           what stands behind the gateway: a fixed answer, and whose each API key is
// peers credentials N SECRET header lines of N tenants, API keys and tokens by turns
// peers context              what the signed context costs against the bare signature
// peers policies             what a decision by policies costs, at 100 and 10,000 rules
// peers proxy URL MODULE     YARP with one route and nothing else: what the gateway is measured against
switch (args)
{
    case ["module", var url]:
        await StubModule.Build(url).RunAsync();
        return 0;
    case ["proxy", var url, var module]:
        await BareProxy.Build(url, module).RunAsync();
        return 0;
    case ["credentials", var count, var secret]:
        await BenchCredentials.WriteAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture), secret, TimeProvider.System, Console.Out);
        return 0;
    case ["context"]:
        await ContextBench.RunAsync(Console.Out);
        return 0;
    case ["policies"]:
        await PolicyBench.RunAsync(Console.Out);
        return 0;
    default:
        await Console.Error.WriteLineAsync("Usage: peers module URL | peers proxy URL MODULE | peers credentials N SECRET | peers context | peers policies");
        return 2;
}
