using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Platform.Core.Modules;
using Nanobot.Services.Chat;
using Nanobot.Services.Gateway;
using Nanobot.Services.Tenants;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Nanobot.Testing.Stores;

namespace Nanobot.Architecture.Tests;

/// <summary>
/// Models that tenants bring, with the tenants module, two chat modules and a gateway on real sockets: what one module seals another opens, and a change holds everywhere once it is answered.
/// </summary>
public sealed class OwnModelTests : IAsyncLifetime
{
    private const string OperatorKey = "operators-key-of-these-tests";
    private readonly string _redis = SuiteStores.Shared.CreateRedis();
    private readonly string _tenant = TestContexts.NewTenantId();
    private readonly ConcurrentQueue<string> _keys = new();
    private readonly List<InProcess> _running = [];
    private readonly List<HttpClient> _gateways = [];
    private ScriptedModel? _model;

    public async Task InitializeAsync()
    {
        _model = await ScriptedModel.StartAsync((request, http) =>
        {
            _keys.Enqueue(http.Request.Headers.Authorization.ToString());
            return new ModelReply("From the tenant's own.").WriteAsync(http, request);
        });
        var address = _model.Settings["Ai:Endpoint"]!;
        var tenants = await StartAsync(TenantsModule.Definition, ("Bootstrap:OperatorKey", OperatorKey), ("Models:AllowHttp", "true"), ("Web:AllowedHosts:0", new Uri(address).Authority));
        for (var i = 0; i < 2; i++)
        {
            var chat = await StartAsync(ChatModule.Definition, ("services:tenants:http:0", tenants.Address), ("Ai:Own:AllowHttp", "true"), ("Web:AllowedHosts:0", new Uri(address).Authority));
            var gateway = await StartAsync(GatewayModule.Definition, ("services:tenants:http:0", tenants.Address), ("services:chat:http:0", chat.Address));
            _gateways.Add(new HttpClient { BaseAddress = new Uri(gateway.Address), Timeout = Eventually.Deadline });
        }

        using var created = await SendAsync(_gateways[0], HttpMethod.Post, "/tenants", OperatorKey, new { tenant_id = _tenant, name = "Acme", tier = "enterprise" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    public async Task DisposeAsync()
    {
        _gateways.ForEach(static gateway => gateway.Dispose());
        foreach (var module in Enumerable.Reverse(_running))
        {
            await module.App.DisposeAsync();
        }

        await _model!.DisposeAsync();
    }

    [Fact]
    public async Task Once_a_model_is_put_changed_or_removed_every_chat_module_goes_by_it()
    {
        var admin = await KeyAsync(new { role = "tenant_admin" });
        using var made = await SendAsync(_gateways[0], HttpMethod.Post, "/users", admin, new { user_id = "ada" });
        var ada = await KeyAsync(new { role = "user", user_id = "ada" });
        foreach (var gateway in _gateways)
        {
            Assert.Equal(["offline"], await ListAsync(gateway, ada));
        }

        await PutAsync(admin, "first-canary-key-0123456789");
        foreach (var gateway in _gateways)
        {
            Assert.Equal(["offline", "tenant.ours"], await ListAsync(gateway, ada));
            Assert.Contains("From the tenant's own.", await SayAsync(gateway, ada), StringComparison.Ordinal);
        }

        await PutAsync(admin, "second-canary-key-0123456789");
        foreach (var gateway in _gateways)
        {
            Assert.Contains("From the tenant's own.", await SayAsync(gateway, ada), StringComparison.Ordinal);
        }

        Assert.Equal(["Bearer first-canary-key-0123456789", "Bearer first-canary-key-0123456789", "Bearer second-canary-key-0123456789", "Bearer second-canary-key-0123456789"], _keys);
        using var removed = await SendAsync(_gateways[1], HttpMethod.Delete, $"/tenants/{_tenant}/models/ours", admin);
        foreach (var gateway in _gateways)
        {
            Assert.Equal(["offline"], await ListAsync(gateway, ada));
            Assert.DoesNotContain("From the tenant's own.", await SayAsync(gateway, ada), StringComparison.Ordinal);
        }

        using var audit = await SendAsync(_gateways[0], HttpMethod.Get, $"/tenants/{_tenant}/audit?limit=200", admin);
        var said = await audit.Content.ReadAsStringAsync();
        Assert.Contains("tenants.models.update", said, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_brings_one_where_the_tenants_policy_allows_it_and_not_before()
    {
        var admin = await KeyAsync(new { role = "tenant_admin" });
        using var made = await SendAsync(_gateways[0], HttpMethod.Post, "/users", admin, new { user_id = "ada" });
        var ada = await KeyAsync(new { role = "user", user_id = "ada" });
        var model = new { address = _model!.Settings["Ai:Endpoint"], model = "m", key = "users-canary-key-0123456789" };
        using var before = await SendAsync(_gateways[0], HttpMethod.Put, "/users/ada/models/mine", ada, model);
        Assert.Equal(HttpStatusCode.Forbidden, before.StatusCode);

        using var allowed = await SendAsync(_gateways[0], HttpMethod.Post, $"/tenants/{_tenant}/policies", admin,
            new { name = "own-models", effect = "allow", principals = new[] { "role:user" }, resources = new[] { "method:users.models.update", "model:user.*" }, actions = new[] { "execute" } });
        Assert.Equal(HttpStatusCode.Created, allowed.StatusCode);
        using var after = await SendAsync(_gateways[0], HttpMethod.Put, "/users/ada/models/mine", ada, model);
        Assert.Equal(HttpStatusCode.Created, after.StatusCode);

        Assert.Contains("From the tenant's own.", await SayAsync(_gateways[1], ada), StringComparison.Ordinal);
        Assert.Equal(["Bearer users-canary-key-0123456789"], _keys);
    }

    private async Task<InProcess> StartAsync(ModuleDefinition module, params IReadOnlyList<(string Key, string Value)> more)
    {
        var settings = new Dictionary<string, string?>(Plenty.Settings(), StringComparer.Ordinal)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:cache"] = _redis,
            ["Tokens:SigningKey"] = "tests-only-token-secret-0123456789",
            ["Hosting:ShutdownTimeout"] = "00:00:02",
            ["services:chat:http:0"] = "http://127.0.0.1:1",
            ["services:reports:http:0"] = "http://127.0.0.1:1",
            ["services:scheduler:http:0"] = "http://127.0.0.1:1",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        var running = await InProcess.StartAsync(module, settings);
        _running.Add(running);
        return running;
    }

    private async Task PutAsync(string admin, string key)
    {
        using var put = await SendAsync(_gateways[0], HttpMethod.Put, $"/tenants/{_tenant}/models/ours", admin, new { address = _model!.Settings["Ai:Endpoint"], model = "m", key });
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        Assert.DoesNotContain("canary", await put.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> KeyAsync(object key)
    {
        using var issued = await SendAsync(_gateways[0], HttpMethod.Post, $"/tenants/{_tenant}/keys", OperatorKey, key);
        return (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString()!;
    }

    private static async Task<IEnumerable<string?>> ListAsync(HttpClient gateway, string key)
    {
        using var listed = await SendAsync(gateway, HttpMethod.Get, "/v1/models", key);
        return (await listed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").EnumerateArray().Select(static model => model.GetProperty("id").GetString());
    }

    private static async Task<string> SayAsync(HttpClient gateway, string key)
    {
        using var said = await SendAsync(gateway, HttpMethod.Post, "/chat", key, new { message = "hello" });
        return await said.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient gateway, HttpMethod method, string path, string key, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        return await gateway.SendAsync(request);
    }
}
