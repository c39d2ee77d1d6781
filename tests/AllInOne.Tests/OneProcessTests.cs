using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Samples.Demo;
using Nanobot.Samples.Feeds;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.AllInOne.Tests;

/// <summary>The whole suite as one process of its own, told nothing but where PostgreSQL is.</summary>
public sealed class OneProcessTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("nanobot-one-").FullName;

    [Fact]
    public async Task The_main_job_goes_through_in_one_process_and_another_one_goes_on_with_what_it_has_left()
    {
        await using var feeds = await FeedsAsync();
        KeyValuePair<string, string?>[] evidence = [new("Evidence__QuotesUrl", $"{feeds.Urls.Single()}/quotes/{{symbol}}.csv"), new("Evidence__Feeds__0", $"{feeds.Urls.Single()}/feeds/markets.atom")];
        await using (var first = await StartAsync(evidence))
        {
            var told = new StringWriter();
            var story = new Story(told, TimeProvider.System);
            var scenario = new DemoScenario(first.Client, new DemoOptions(first.Client.BaseAddress!, OperatorKey(), null), story, TimeProvider.System, "one");

            Assert.True(await story.TellAsync(() => scenario.RunAsync(default)), told.ToString());
            Assert.Equal("healthy", (await HealthAsync(first))["status"]!.GetValue<string>());
            Assert.Equal(0, await first.StopAsync());
        }

        await using var second = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tenants/acme-one");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey());
        using var answer = await second.Client.SendAsync(request);

        Assert.Equal("acme-one", (await answer.Content.ReadFromJsonAsync<JsonObject>())!["tenant_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_start_that_cannot_be_says_which_module_cannot_and_why()
    {
        var start = await ServiceStart.RunAsync(typeof(OneProcess).Assembly, Settings().Where(static setting => setting.Key != "ConnectionStrings__postgres"));

        Assert.Equal(1, start.ExitCode);
        Assert.StartsWith("AllInOne cannot start: tenants: ", start.Error, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings:tenantsdb", start.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_ends_the_start_with_its_address_and_not_with_its_password()
    {
        var start = await ServiceStart.RunAsync(typeof(OneProcess).Assembly,
            Settings().Append(new("ConnectionStrings__postgres", $"Host=127.0.0.1;Port={LocalProcess.FreePort()};Username=postgres;Password=not-to-be-shown")));

        Assert.Equal(1, start.ExitCode);
        Assert.StartsWith("AllInOne cannot start: The databases cannot be made at 127.0.0.1:", start.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-shown", start.Error + start.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task<ServiceProcess> StartAsync(params IEnumerable<KeyValuePair<string, string?>> more) => ServiceProcess.StartAsync("AllInOne", Settings().Concat(more));

    // No cache, no keys, no databases.
    private IEnumerable<KeyValuePair<string, string?>> Settings() =>
    [
        new("ConnectionStrings__postgres", new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = SuiteStores.Shared.PostgresPort, Username = "postgres" }.ConnectionString),
        new("AllInOne__Directory", _directory),
        new("DOTNET_ENVIRONMENT", "Production"),
        // Nobody collects there; what is told all the same is as where somebody does.
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"),
    ];

    private string OperatorKey() => JsonDocument.Parse(File.ReadAllText(Path.Combine(_directory, "keys.json"))).RootElement.GetProperty("operator-key").GetString()!;

    private static async Task<WebApplication> FeedsAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddFeeds();
        var app = builder.Build();
        app.MapFeeds();
        await app.StartAsync();
        return app;
    }

    private static async Task<JsonObject> HealthAsync(ServiceProcess process) => (await process.Client.GetFromJsonAsync<JsonObject>("/health"))!;
}
