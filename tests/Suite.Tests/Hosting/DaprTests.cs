using System.Text.Json.Nodes;
using Nanobot.Samples.Demo;
using Nanobot.Testing;

namespace Nanobot.Suite.Tests.Hosting;

/// <summary>The suite with <c>daprd</c> on its PATH: the AppHost starts one beside each service, and a stand-in answers for it.</summary>
public sealed class DaprTests
{
    private static readonly string[] Services = ["chat", "reports", "scheduler", "tenants"];

    [Fact]
    public async Task With_daprd_installed_the_main_events_of_the_demo_go_through_the_sidecars()
    {
        using var home = new AppHostProcess.Home();
        await using var sidecars = new DaprPrograms(home.Directory);
        using var host = new AppHostProcess(home, home.Ephemeral, sidecars.Environment);
        var answering = sidecars.AnswerAsync(Services);
        await host.StatusAsync(static status => status.EndsWith(" healthy\n", StringComparison.Ordinal));
        await answering;

        var up = JsonNode.Parse(await File.ReadAllTextAsync(Directory.EnumerateFiles(home.DataHome, "up.json", SearchOption.AllDirectories).Single()))!;
        using var gateway = new HttpClient { BaseAddress = new Uri(up["gateway"]!.GetValue<string>()) };
        var told = new StringWriter();
        var story = new Story(told, TimeProvider.System);
        var options = new DemoOptions(gateway.BaseAddress, up["operator_key"]!.GetValue<string>(), null);
        var scenario = new DemoScenario(gateway, options, story, TimeProvider.System, Guid.NewGuid().ToString("N")[..6]);
        Assert.True(await story.TellAsync(() => scenario.RunAsync(default)), told.ToString());

        foreach (var topic in (string[])["tenant.created.v1", "user.created.v1", "report.requested.v1", "report.completed.v1"])
        {
            // The report can be read before the event that says so has gone out.
            await Eventually.TrueAsync(() => Task.FromResult(sidecars.Broker.Messages(topic).Count > 0));
        }

        Assert.Empty(sidecars.Broker.Messages("report.requested.v1.dlq"));
        host.Signal("TERM");
        Assert.Equal(0, await host.ExitAsync());
    }
}
