using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nanobot.Platform.Core.Modules;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Testing;

namespace Nanobot.ServiceDefaults.Tests.Http;

/// <summary>A module says whether it takes requests, and of each thing that it works with whether it is there, since when, and why not.</summary>
public sealed class HealthContractTests : IAsyncLifetime
{
    private const string Secret = "Host=db;Password=hush";
    private HealthStatus _database = HealthStatus.Healthy;
    private HealthStatus _redis = HealthStatus.Healthy;
    private bool? _tenants = true;
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("chat"));
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["services:tenants:http:0"] = "http://127.0.0.1:1";
        _app = ModuleHost.Build(builder, new ModuleDefinition
        {
            Name = "chat",
            Publishes = ["turn.completed.v1"],
            Endpoints = static _ => { },
            Services = module =>
            {
                module.AddModuleAddress("tenants");
                module.AddModuleAddress("tenants");
                module.Services.AddSingleton<IModuleStates>(new States(() => _tenants));
                module.Services.AddHealthChecks()
                    .AddCheck("database", () => new HealthCheckResult(_database, Secret, new InvalidOperationException(Secret)))
                    .AddCheck("redis", () => new HealthCheckResult(_redis, Secret));
            },
        });
        await _app.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task One_that_has_what_it_needs_is_ready_and_says_what_it_offers()
    {
        var contract = await ReadAsync();

        Assert.Equal(("chat", "0.1.0", true, "ready"), (Text(contract, "module"), Text(contract, "version"), contract.GetProperty("ready").GetBoolean(), Text(contract, "state")));
        Assert.Equal(0, contract.GetProperty("reasons").GetArrayLength());
        Assert.Equal(64, contract.GetProperty("contract").GetProperty("hash").GetString()!.Length);
        Assert.Equal("turn.completed.v1", contract.GetProperty("topics_out")[0].GetString());
        Assert.Equal("/health", contract.GetProperty("endpoints").GetProperty("readiness").GetString());
        Assert.Equal(["database store ready", "redis broker ready", "tenants module ready"], Dependencies(contract));
        Assert.NotEmpty(Text(contract, "instance")!);
    }

    [Fact]
    public async Task Without_its_database_it_is_not_ready_and_without_anything_else_it_is_and_no_secret_is_told()
    {
        var before = await ReadAsync();
        (_redis, _tenants) = (HealthStatus.Degraded, null);
        var without = await ReadAsync();
        _database = HealthStatus.Unhealthy;
        var unready = await ReadAsync();

        Assert.True(without.GetProperty("ready").GetBoolean());
        Assert.Equal(["database store ready", "redis broker not_ready", "tenants module unknown"], Dependencies(without));
        Assert.Equal((false, "not_ready", "database: unavailable"), (unready.GetProperty("ready").GetBoolean(), Text(unready, "state"), unready.GetProperty("reasons")[0].GetString()));
        Assert.True(Since(unready, "database") > Since(without, "database"));
        Assert.Equal(Since(unready, "redis"), Since(without, "redis"));
        Assert.True(Since(before, "redis") < Since(without, "redis"));
        Assert.DoesNotContain("hush", unready.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_to_stop_says_so()
    {
        _app.Services.GetRequiredService<ModuleInstance>().Drain();

        var contract = await ReadAsync();

        Assert.Equal((false, "draining", "draining"), (contract.GetProperty("ready").GetBoolean(), Text(contract, "state"), contract.GetProperty("reasons")[0].GetString()));
    }

    [Fact]
    public void The_hash_tells_one_offer_from_another()
    {
        var one = ModuleContract.Of(Definition("turn.completed.v1"));

        Assert.Equal(one.Hash, ModuleContract.Of(Definition("turn.completed.v1")).Hash);
        Assert.NotEqual(one.Hash, ModuleContract.Of(Definition("turn.completed.v2")).Hash);
        Assert.NotEqual(ModuleContract.Of("chat").Hash, ModuleContract.Of("reports").Hash);

        static ModuleDefinition Definition(string topic) => new() { Name = "chat", Publishes = [topic], Services = static _ => { }, Endpoints = static _ => { } };
    }

    private async Task<JsonElement> ReadAsync() => await _http.GetFromJsonAsync<JsonElement>("/health/contract");

    private static string? Text(JsonElement contract, string name) => contract.GetProperty(name).GetString();

    private static IEnumerable<string> Dependencies(JsonElement contract) =>
        contract.GetProperty("dependencies").EnumerateArray().Select(static one => $"{Text(one, "name")} {Text(one, "kind")} {Text(one, "state")}");

    private static DateTimeOffset Since(JsonElement contract, string name) =>
        contract.GetProperty("dependencies").EnumerateArray().Single(one => Text(one, "name") == name).GetProperty("since").GetDateTimeOffset();

    private sealed class States(Func<bool?> tenants) : IModuleStates
    {
        public bool? IsReady(string module) => tenants();
    }
}
