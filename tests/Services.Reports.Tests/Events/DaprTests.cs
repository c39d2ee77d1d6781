extern alias scheduler;

using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;
using Nanobot.Testing.Dapr;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Reports.Tests.Events;

/// <summary>The service with a sidecar.</summary>
public sealed class DaprTests
{
    [Fact]
    public async Task A_job_of_the_scheduler_gets_its_report_and_learns_of_its_end_through_sidecars()
    {
        var broker = new StandInBroker();
        await using var reportsSidecar = await StartAsync(broker, "reports");
        await using var schedulerSidecar = await StartAsync(broker, "scheduler");
        await using var reports = new ReportsSuite(null, Settings(reportsSidecar));
        await using var scheduler = new ServiceFactory<scheduler::Program>("schedulerdb",
            [new("services:tenants:http:0", reports.Peer.Url), .. Settings(schedulerSidecar)]);
        await reportsSidecar.RegisterAsync("reports", Listen(reports.Listen));
        await schedulerSidecar.RegisterAsync("scheduler", Listen(port =>
        {
            scheduler.UseKestrel(port);
            scheduler.StartServer();
        }));
        reports.Peer.Quotes("DPR", "2026-11-19,1,2,1,1.5,10");
        var ada = reports.User(new Watchlist(Stocks: ["DPR"]));
        using var client = scheduler.ClientFor(ada);

        var job = await PostAsync(client, "/schedule/jobs", new { kind = "daily", hour = 9, minute = 0, payload = new { type = "report", report_type = "daily" } });
        var run = await PostAsync(client, $"/schedule/jobs/{job["job_id"]}/run", null);

        await Eventually.TrueAsync(async () => await reports.SqlAsync<int>("select count(*)::int from all_reports where tenant_id = $1", ada.TenantId!) == 1);
        var report = await reports.EndAsync(ada, run["report_id"]!.GetValue<Guid>());
        Assert.Equal("completed", report.Status);
        Assert.Contains("DPR", report.Content, StringComparison.Ordinal);
        await Eventually.GetAsync(
            async () => JsonNode.Parse(await client.GetStringAsync($"/schedule/jobs/{job["job_id"]}/history"))!["items"]![0]!["status"]!.GetValue<string>(),
            status => status == "completed");
        Assert.Single(broker.Messages("report.requested.v1"));
        Assert.Single(broker.Messages("report.completed.v1"));
    }

    [Theory]
    [InlineData("Services.Reports cannot start: Events go through Dapr, but APP_API_TOKEN is not set: give the service and its sidecar the same token.", "DAPR_GRPC_PORT", "50001")]
    [InlineData("Services.Reports cannot start: Messaging:Transport must be redis, dapr or memory, not kafka.", "Messaging__Transport", "kafka")]
    public async Task A_start_that_cannot_be_is_one_line(string line, string key, string value)
    {
        var start = await ServiceStart.RunAsync<ReportWorker>(
            [new(key, value), new("ConnectionStrings__cache", "127.0.0.1:1"), .. TestDatabase.Settings("reportsdb", "Host=127.0.0.1;Port=1;Database=reportsdb")
                .Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value))]);

        Assert.Equal(1, start.ExitCode);
        Assert.Equal(line, start.Error.Trim());
    }

    private static async Task<SidecarStandIn> StartAsync(StandInBroker broker, string app)
    {
        var sidecar = new SidecarStandIn(broker, new StandInOptions { AppToken = $"tests-only-token-of-{app}", SidecarToken = $"tests-only-token-for-{app}", DeliversTwice = true });
        await sidecar.StartAsync();
        return sidecar;
    }

    private static KeyValuePair<string, string?>[] Settings(SidecarStandIn sidecar) =>
        [.. sidecar.Settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))];

    private static int Listen(Action<int> start)
    {
        var port = LocalProcess.FreePort();
        start(port);
        return port;
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, object? body)
    {
        using var response = await client.PostAsJsonAsync(path, body);
        var content = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {content}");
        return JsonNode.Parse(content)!;
    }
}
