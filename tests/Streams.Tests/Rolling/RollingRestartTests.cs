using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Streams.Tests.Provider;
using Nanobot.Streams.Tests.Running;
using Nanobot.Testing;
using Xunit.Abstractions;
using ServiceProcess = Nanobot.Streams.Tests.Running.ServiceProcess;

namespace Nanobot.Streams.Tests.Rolling;

/// <summary>Processes of two modules are restarted one after the other while requests and streams come all the time: nobody notices.</summary>
public sealed class RollingRestartTests(ITestOutputHelper output)
{
    // The usual run restarts one process of each module; a whole round all of them.
    private static readonly int Rounds = Environment.GetEnvironmentVariable("ROLLING_ROUNDS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
    private static readonly int Callers = Environment.GetEnvironmentVariable("ROLLING_CALLERS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 4;

    // A process that is asked to stop is killed after ten.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(9);

    [Fact]
    public async Task Each_instance_is_restarted_under_load_and_no_request_fails_and_every_stream_is_whole()
    {
        await using var model = new SteadyModel();
        await model.StartAsync();
        await using var suite = await StreamSuite.StartAsync(model.Settings, tenants: Callers, users: 1, tenantModules: 2, signal: "TERM");
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        foreach (var gateway in suite.Gateways)
        {
            await ReadyAsync(http, gateway);
        }

        var (faults, watch) = (SteadyCaller.NewBook(), Stopwatch.StartNew());
        using var ending = new CancellationTokenSource();
        List<SteadyCaller> callers = [.. suite.Users.Select((user, i) => new SteadyCaller(suite, user.Key, i, http))];
        var calling = Task.WhenAll(callers.Select(caller => Task.Run(() => caller.RunAsync(faults, ending.Token))));
        var stops = new List<TimeSpan>();
        ServiceProcess[] restarted = Rounds == 0
            ? [suite.TenantModules[0], suite.Chats[0]]
            : [.. Enumerable.Repeat(suite.TenantModules.Concat(suite.Chats), Rounds).SelectMany(static all => all)];
        foreach (var process in restarted)
        {
            var before = watch.Elapsed;
            await process.KillAsync();
            stops.Add(watch.Elapsed - before);
            await process.StartAsync();
            foreach (var gateway in suite.Gateways)
            {
                await ReadyAsync(http, gateway);
            }
        }

        await ending.CancelAsync();
        await calling;

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{restarted.Length} restarts of 2 modules with 2 instances each behind 2 gateways in {watch.Elapsed.TotalSeconds:0} s: {faults.Count} failed of {callers.Sum(static caller => caller.Answered) + callers.Sum(static caller => caller.Streams) + faults.Count} requests, {callers.Sum(static caller => caller.Streams)} streams whole"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"from being asked to stop to the end of the process: {stops.Average(static stop => stop.TotalSeconds):0.0} s on average, {stops.Max().TotalSeconds:0.0} s at most"));
        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n{string.Join('\n', faults.Take(10))}");
        Assert.True(callers.TrueForAll(static caller => caller is { Answered: > 10, Streams: > 0 }), "Hardly anything was asked.");
        Assert.True(stops.TrueForAll(static stop => stop < LongestStop), "One had to be killed.");
    }

    // Both instances of both modules take requests, as this gateway knows them.
    private static Task ReadyAsync(HttpClient http, ServiceProcess gateway) => Eventually.TrueAsync(async () =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, "/health/instances"));
        request.Headers.Add("X-API-Key", StreamSuite.OperatorKey);
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            return false;
        }

        var ready = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("instances").EnumerateArray()
            .Where(static one => one.GetProperty("state").GetString() == "ready").CountBy(static one => one.GetProperty("module").GetString()!).ToDictionary();
        return ready.GetValueOrDefault("chat") == 2 && ready.GetValueOrDefault("tenants") == 2;
    });
}
