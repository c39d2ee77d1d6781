using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Services.Gateway;
using Nanobot.Services.Tenants;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using StackExchange.Redis;

namespace Nanobot.Architecture.Tests;

/// <summary>
/// The tenants module and several gateways, on real sockets: once a change has been acknowledged, no gateway decides by what was before,
/// however it hears of it. Many tries at random moments, with requests running all the time.
/// </summary>
public sealed class AcknowledgedChangeTests : IAsyncLifetime
{
    private const string OperatorKey = "operators-key-of-these-tests";
    private const string Nowhere = "127.0.0.1:1,password=x";
    private readonly Random _random = new(20311);
    private readonly List<InProcess> _running = [];
    private readonly List<HttpClient> _gateways = [];
    private readonly string _redis = SuiteStores.Shared.CreateRedis();
    private readonly string _tenant = TestContexts.NewTenantId();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _gateways.ForEach(static gateway => gateway.Dispose());
        foreach (var module in Enumerable.Reverse(_running))
        {
            await module.App.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_suspension_an_activation_and_a_revocation_hold_at_every_gateway_once_they_are_acknowledged()
    {
        // One that hears everything, one that was told nothing of Redis, and so hears no broadcast and reads no board.
        await StartAsync(_redis, _redis, Nowhere);
        await TryAsync(tries: 12, between: static () => Task.CompletedTask);
    }

    [Fact]
    public async Task They_hold_too_where_Redis_loses_everything_again_and_again()
    {
        await StartAsync(_redis, _redis, _redis);
        using var redis = await ConnectionMultiplexer.ConnectAsync($"{_redis},allowAdmin=true");
        var database = redis.GetDatabase();
        await TryAsync(tries: 8, between: () => database.ExecuteAsync("FLUSHDB"));
    }

    [Fact]
    public async Task They_hold_too_where_the_tenants_module_cannot_reach_Redis()
    {
        await StartAsync(Nowhere, _redis, Nowhere);
        await TryAsync(tries: 2, between: static () => Task.CompletedTask);
    }

    private async Task TryAsync(int tries, Func<Task> between)
    {
        using var stop = new CancellationTokenSource();
        var kept = await KeyAsync();
        var busy = _gateways.Select(gateway => KeepBusyAsync(gateway, kept, stop.Token)).ToList();
        for (var i = 0; i < tries; i++)
        {
            var revoked = await KeyAsync();
            await ExpectAsync(revoked, HttpStatusCode.OK);
            await Task.WhenAll(PauseAsync(), between());
            await ChangeAsync("suspend");
            await ExpectAsync(kept, HttpStatusCode.Forbidden);
            await Task.WhenAll(PauseAsync(), between());
            await ChangeAsync("activate");
            await ExpectAsync(kept, HttpStatusCode.OK);
            await Task.WhenAll(PauseAsync(), between());
            using var gone = await SendAsync(_gateways[0], HttpMethod.Delete, $"/tenants/{_tenant}/keys/{revoked.Split('_')[1]}", OperatorKey);
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
            await ExpectAsync(revoked, HttpStatusCode.Unauthorized);
        }

        await stop.CancelAsync();
        await Task.WhenAll(busy);
    }

    private async Task StartAsync(string tenantsRedis, params IReadOnlyList<string> gatewaysRedis)
    {
        var tenants = await InProcess.StartAsync(TenantsModule.Definition, Settings(tenantsRedis, ("Bootstrap:OperatorKey", OperatorKey)));
        _running.Add(tenants);
        foreach (var redis in gatewaysRedis)
        {
            var gateway = await InProcess.StartAsync(GatewayModule.Definition, Settings(redis, ("services:tenants:http:0", tenants.Address)));
            _running.Add(gateway);
            _gateways.Add(new HttpClient { BaseAddress = new Uri(gateway.Address), Timeout = Eventually.Deadline });
        }

        using var created = await SendAsync(_gateways[0], HttpMethod.Post, "/tenants", OperatorKey, new { tenant_id = _tenant, name = "Acme", tier = "enterprise" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    private static Dictionary<string, string?> Settings(string redis, params IReadOnlyList<(string Key, string Value)> more)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:cache"] = redis,
            ["Tokens:SigningKey"] = "tests-only-token-secret-0123456789",
            ["Hosting:ShutdownTimeout"] = "00:00:02",
            ["Limits:Tiers:enterprise:api_calls_per_minute"] = "1000000",
            ["services:chat:http:0"] = "http://127.0.0.1:1",
            ["services:reports:http:0"] = "http://127.0.0.1:1",
            ["services:scheduler:http:0"] = "http://127.0.0.1:1",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return settings;
    }

    private async Task<string> KeyAsync()
    {
        using var issued = await SendAsync(_gateways[0], HttpMethod.Post, $"/tenants/{_tenant}/keys", OperatorKey, new { role = "tenant_admin" });
        return (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
    }

    private async Task ChangeAsync(string change)
    {
        using var changed = await SendAsync(_gateways[_random.Next(_gateways.Count)], HttpMethod.Post, $"/tenants/{_tenant}/{change}", OperatorKey);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    private Task ExpectAsync(string key, HttpStatusCode expected) => Task.WhenAll(_gateways.Select(async gateway =>
    {
        for (var i = 0; i < 3; i++)
        {
            using var response = await SendAsync(gateway, HttpMethod.Get, "/tenants/current", key);
            Assert.True(expected == response.StatusCode, $"{gateway.BaseAddress}: {response.StatusCode} instead of {expected}");
        }
    }));

    private static async Task KeepBusyAsync(HttpClient gateway, string key, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var response = await SendAsync(gateway, HttpMethod.Get, "/tenants/current", key);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden, response.StatusCode.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }

    // At any moment of what gateways remember, and of when they compare it.
    private Task PauseAsync() => Task.Delay(TimeSpan.FromMilliseconds(_random.Next(400)), TimeProvider.System, CancellationToken.None);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient gateway, HttpMethod method, string path, string key, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        return await gateway.SendAsync(request);
    }
}
