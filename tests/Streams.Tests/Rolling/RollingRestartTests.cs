using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Streams.Tests.Provider;
using Nanobot.Streams.Tests.Running;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Xunit.Abstractions;
using ServiceProcess = Nanobot.Streams.Tests.Running.ServiceProcess;

namespace Nanobot.Streams.Tests.Rolling;

/// <summary>Processes of all modules, the gateway among them, are restarted one after the other while requests and streams come all the time: nobody notices.</summary>
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    // The usual run restarts one process of some modules while two call, so that two processors are enough for its ten processes; a whole round all of all.
    private static readonly int Rounds = Environment.GetEnvironmentVariable("ROLLING_ROUNDS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
    private static readonly int Callers = Environment.GetEnvironmentVariable("ROLLING_CALLERS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 2;

    // A process that is asked to stop is killed after ten.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(9);

    [Fact]
    public async Task Each_instance_is_restarted_under_load_and_no_request_fails_and_every_stream_is_whole()
    {
        await using var model = new SteadyModel();
        await model.StartAsync();
        await using var suite = new ModuleSuite(SuiteStores.Shared, model.Settings.ToDictionary(static setting => setting.Key, static setting => (string?)setting.Value), signal: "TERM");
        suite.Add(Build.Current, instances: 2, gateways: 2);
        await suite.MigrateAsync(Build.Current);
        await suite.StartAsync();
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        await AllReadyAsync(http, suite);

        var gateways = new CallerGateways(suite);
        List<SteadyCaller> callers = [];
        foreach (var number in Enumerable.Range(0, Callers))
        {
            var admin = await SuiteCalls.TenantAsync(http, suite.Gateways[0].Address, $"rolling-{number}");
            callers.Add(new SteadyCaller(gateways, await SuiteCalls.UserAsync(http, suite.Gateways[0].Address, $"rolling-{number}", admin, "user-1"), number, http));
        }

        var (faults, watch) = (SteadyCaller.NewBook(), Stopwatch.StartNew());
        using var ending = new CancellationTokenSource();
        var calling = Task.WhenAll(callers.Select(caller => Task.Run(() => caller.RunAsync(faults, ending.Token))));
        var stops = new List<TimeSpan>();
        List<ServiceProcess> restarted = Rounds == 0
            ? [suite.Of("chat")[0], suite.Of("scheduler")[0], suite.Gateways[0]]
            : [.. Enumerable.Repeat(suite.All.Select(static one => one.Process), Rounds).SelectMany(static all => all)];
        foreach (var process in restarted)
        {
            var before = watch.Elapsed;
            await process.KillAsync();
            stops.Add(watch.Elapsed - before);
            await process.StartAsync();
            await AllReadyAsync(http, suite);
        }

        await ending.CancelAsync();
        await calling;

        var (answered, streams) = (callers.Sum(static caller => caller.Answered), callers.Sum(static caller => caller.Streams));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{restarted.Count} restarts of 5 modules with 2 instances each in {watch.Elapsed.TotalSeconds:0} s: {faults.Count} failed of {answered + streams + faults.Count} requests, {streams} streams whole, {gateways.Turns} requests sent to the other gateway as one listened no more"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"from being asked to stop to the end of the process: {stops.Average(static stop => stop.TotalSeconds):0.0} s on average, {stops.Max().TotalSeconds:0.0} s at most"));
        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n{string.Join('\n', faults.Take(10))}");
        Assert.True(callers.TrueForAll(static caller => caller is { Answered: > 10, Streams: > 0 }), "Hardly anything was asked.");
        Assert.True(stops.TrueForAll(static stop => stop < LongestStop), "One had to be killed.");
    }

    // Both instances of all modules take requests, as each gateway knows them.
    private static async Task AllReadyAsync(HttpClient http, ModuleSuite suite)
    {
        foreach (var gateway in suite.Gateways)
        {
            await Eventually.TrueAsync(async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, "/health/instances"));
                request.Headers.Add("X-API-Key", ModuleSuite.OperatorKey);
                using var answer = await http.SendAsync(request);
                return answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("instances").EnumerateArray()
                    .Where(static one => one.GetProperty("state").GetString() == "ready").CountBy(static one => one.GetProperty("module").GetString()!)
                    .Count(static module => module.Value == 2) == 5;
            });
        }
    }
}
