using System.Text.Json.Nodes;
using Nanobot.Samples.Demo;
using Nanobot.Testing;
using Xunit.Abstractions;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>
/// <c>sidecars</c>: the suite with <c>daprd</c> on its PATH, so that the AppHost starts one beside each service. A program of that name stands in for it, and a
/// stand-in of these tests answers for all.
/// </summary>
public sealed class DaprTests(ITestOutputHelper output)
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly string[] Services = ["chat", "reports", "scheduler", "tenants"];

    [Fact]
    public async Task With_daprd_installed_the_main_events_of_the_demo_go_through_the_sidecars()
    {
        using var home = new AppHostProcess.Home();
        await using var sidecars = new DaprPrograms(home.Directory);
        var began = Time.GetTimestamp();
        using var host = new AppHostProcess(home, home.Ephemeral, sidecars.Environment);
        var answering = sidecars.AnswerAsync(Services);
        await host.StatusAsync(static status => status.EndsWith(" healthy\n", StringComparison.Ordinal));
        await answering;
        var start = Time.GetElapsedTime(began);

        var up = JsonNode.Parse(await File.ReadAllTextAsync(Directory.EnumerateFiles(home.DataHome, "up.json", SearchOption.AllDirectories).Single()))!;
        using var gateway = new HttpClient { BaseAddress = new Uri(up["gateway"]!.GetValue<string>()) };
        var told = new StringWriter();
        var story = new Story(told, Time);
        var options = new DemoOptions(gateway.BaseAddress, up["operator_key"]!.GetValue<string>(), null);
        var scenario = new DemoScenario(gateway, options, story, Time, Guid.NewGuid().ToString("N")[..6]);
        Assert.True(await story.TellAsync(() => scenario.RunAsync(default)), told.ToString());

        foreach (var topic in (string[])["tenant.created.v1", "user.created.v1", "report.requested.v1", "report.completed.v1"])
        {
            // The report can be read before the event that says so has gone out.
            await Eventually.TrueAsync(() => Task.FromResult(sidecars.Broker.Messages(topic).Count > 0));
        }

        Assert.Empty(sidecars.Broker.Messages("report.requested.v1.dlq"));
        began = Time.GetTimestamp();
        host.Signal("TERM");
        Assert.Equal(0, await host.ExitAsync());
        var stop = Time.GetElapsedTime(began);
        output.WriteLine($"{Services.Length} sidecars (stand-ins for daprd) with the whole suite: healthy after {start.TotalSeconds:0.0} s, ended in {stop.TotalSeconds:0.0} s; the demo's events went through them");
        Assert.InRange(start + stop, TimeSpan.Zero, Longest);
    }
}
