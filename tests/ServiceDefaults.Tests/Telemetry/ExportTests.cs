using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Modules;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing;

namespace Nanobot.ServiceDefaults.Tests.Telemetry;

/// <summary>What a module sends to a collector that listens on a real socket.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Received> _received = new(StringComparer.Ordinal);
    private LoopbackServer _collector = null!;

    public async Task InitializeAsync() => _collector = await LoopbackServer.StartAsync(async http =>
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _received.TryAdd(http.Request.Path.Value!, new(Encoding.Latin1.GetString(body.ToArray()), http.Request.Headers["x-own"].ToString()));
    });

    public async Task DisposeAsync() => await _collector.DisposeAsync();

    [Fact]
    public async Task Spans_figures_and_log_records_reach_the_collector()
    {
        await RunAsync([]);

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], _received.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("GET /work", _received["/v1/traces"].Body, StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", _received["/v1/metrics"].Body, StringComparison.Ordinal);
        Assert.Contains("worked on it", _received["/v1/logs"].Body, StringComparison.Ordinal);
        Assert.All(_received.Values, static one => Assert.Contains("probed", one.Body, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TRACES")]
    [InlineData("METRICS")]
    [InlineData("LOGS")]
    public async Task A_signal_with_an_address_of_its_own_goes_there_with_its_own_headers(string signal)
    {
        await RunAsync(new()
        {
            [$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] = $"{_collector.Address}/elsewhere",
            [$"OTEL_EXPORTER_OTLP_{signal}_HEADERS"] = "x-own=yes",
        });

        var usual = $"/v1/{signal.ToLowerInvariant()}";
        Assert.DoesNotContain(usual, _received.Keys);
        Assert.Equal(3, _received.Count);
        Assert.Equal("yes", _received["/elsewhere"].Header);
        Assert.All(_received.Where(static one => one.Key != "/elsewhere"), static one => Assert.Equal("", one.Value.Header));
    }

    [Theory]
    [InlineData("ENDPOINT", "collector")]
    [InlineData("PROTOCOL", "carrier pigeon")]
    [InlineData("TIMEOUT", "soon")]
    public async Task An_impossible_setting_of_a_signal_ends_the_start_with_its_name(string setting, string value)
    {
        var key = $"OTEL_EXPORTER_OTLP_LOGS_{setting}";

        var failure = await Assert.ThrowsAsync<StartupException>(() => RunAsync(new() { [key] = value }));

        Assert.StartsWith(key, failure.Message, StringComparison.Ordinal);
    }

    private async Task RunAsync(Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("probed"));
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Address;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        builder.Configuration.AddInMemoryCollection(settings);
        // What has been collected is sent when the application is disposed of.
        await using var app = ModuleHost.Build(builder, new ModuleDefinition { Name = "probed", Services = static _ => { }, Endpoints = Map });
        await app.StartAsync();
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{app.Urls.Single()}/work"));
        answer.EnsureSuccessStatusCode();
        // Ends the request for the server too, whose span may end after the client has the answer.
        await app.StopAsync();
    }

    private static void Map(WebApplication app) => app.MapGet("/work", (ILogger<ExportTests> logger) =>
    {
        logger.LogInformation("worked on it");
        return TypedResults.Ok();
    }).AllowAnonymous();

    private sealed record Received(string Body, string Header);
}
