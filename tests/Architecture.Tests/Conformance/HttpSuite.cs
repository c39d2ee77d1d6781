using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway;
using Nanobot.Testing;
using Nanobot.Testing.Mail;
using Nanobot.Testing.Stores;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>The whole suite in this process, on real sockets, with a tenant, an administrator and a user of it.</summary>
public sealed class HttpSuite : IAsyncLifetime
{
    private const string OperatorKey = "operators-key-of-these-tests";
    private const string User = "ada";
    private readonly string _tenant = TestContexts.NewTenantId();

    // What operators do to a tenant, they do to this one.
    private readonly string _other = TestContexts.NewTenantId();
    private readonly List<InProcess> _running = [];
    private readonly Dictionary<Access, string> _keys = new() { [Access.Operator] = OperatorKey, [Access.Manager] = OperatorKey };

    private readonly Dictionary<string, string?> _settings = new(Plenty.Settings(), StringComparer.Ordinal)
    {
        ["urls"] = "http://127.0.0.1:0",
        ["ConnectionStrings:cache"] = SuiteStores.Shared.CreateRedis(),
        ["Bootstrap:OperatorKey"] = OperatorKey,
        ["Tokens:SigningKey"] = "tests-only-token-secret-0123456789",
        ["Links:PerMinute"] = "100000",
        ["Cors:Origins:0"] = "https://app.example",
        // A run waits until it is cancelled.
        ["Runs:Parallelism"] = "0",
        // What was said is soon gone through for facts.
        ["Memory:Idle"] = "00:00:00.500",
        ["Memory:Poll"] = "00:00:00.100",
        ["Messaging:PollInterval"] = "00:00:00.050",
        ["Messaging:ReadBlock"] = "00:00:00.200",
        // Reports and chat call each other, and one of them starts first.
        ["services:chat:http:0"] = "http://127.0.0.1:1",
    };

    /// <summary>The gateway and each module, by name.</summary>
    internal IReadOnlyDictionary<string, Door> Doors { get; private set; } = new Dictionary<string, Door>();

    /// <summary>The owner's connection to each module's database, by the module's name.</summary>
    internal Dictionary<string, string> DatabaseOwners { get; } = [];

    /// <summary>The connection to the Redis that all of them use.</summary>
    internal string Redis => _settings["ConnectionStrings:cache"]!;

    /// <summary>The mail server that codes are sent by.</summary>
    internal MailServer Mail { get; } = MailServer.Start();

    public async Task InitializeAsync()
    {
        foreach (var (key, value) in Mail.Settings)
        {
            _settings[key] = value;
        }

        var doors = new List<Door>();
        foreach (var module in AllModules.Services)
        {
            doors.Add(Of(await StartAsync(module), module.Name, Operations.Of(module.Name), TenantHeaders.Context, Sign));
        }

        var gateway = Of(await StartAsync(GatewayModule.Definition), "gateway", [.. Operations.All.Where(static operation => operation.IsPublic)], "X-API-Key",
            (request, access) => request.Headers.TryAddWithoutValidation("X-API-Key", _keys.GetValueOrDefault(access)));
        await PopulateAsync(gateway);
        Doors = doors.Append(gateway).ToDictionary(static door => door.Name);
    }

    public async Task DisposeAsync()
    {
        foreach (var door in Doors.Values)
        {
            door.Dispose();
        }

        // The gateway first: it waits for nobody then.
        foreach (var module in Enumerable.Reverse(_running))
        {
            await module.App.DisposeAsync();
        }

        await Mail.DisposeAsync();
    }

    private async Task<InProcess> StartAsync(ModuleDefinition module)
    {
        var running = await InProcess.StartAsync(module, _settings);
        _running.Add(running);
        DatabaseOwners[module.Name] = running.DatabaseOwner;
        _settings[$"services:{module.Name}:http:0"] = running.Address;
        return running;
    }

    private Door Of(InProcess module, string name, IReadOnlyList<Operation> operations, string credential, Action<HttpRequestMessage, Access> authorize) =>
        new(name, new Uri(module.Address), operations, credential, authorize)
        {
            Values = new Dictionary<string, string> { ["user_id"] = User, ["id"] = _other, ["tenant_id"] = _tenant, ["path"] = "AGENTS.md" },
        };

    private async Task PopulateAsync(Door gateway)
    {
        foreach (var tenant in new[] { _tenant, _other })
        {
            await PostAsync(gateway, "/tenants", OperatorKey, new { tenant_id = tenant, name = "Acme", tier = "basic", time_zone = "Europe/Berlin" });
        }

        _keys[Access.Admin] = await KeyAsync(gateway, new { role = TenantRole.TenantAdmin });
        _keys[Access.Member] = _keys[Access.Caller] = _keys[Access.Admin];
        await PostAsync(gateway, "/users", _keys[Access.Admin], new { user_id = User });
        _keys[Access.User] = await KeyAsync(gateway, new { role = TenantRole.User, user_id = User });
    }

    private async Task<string> KeyAsync(Door gateway, object key) =>
        JsonSerializer.Deserialize<JsonElement>((await PostAsync(gateway, $"/tenants/{_tenant}/keys", OperatorKey, key)).Content).GetProperty("key").GetString()!;

    private static async Task<Answer> PostAsync(Door gateway, string path, string key, object body)
    {
        var answer = await gateway.SendAsync("POST", path, request =>
        {
            request.Content = JsonContent.Create(body);
            request.Headers.TryAddWithoutValidation("X-API-Key", key);
        });
        Assert.True(answer.Status is 200 or 201, answer.ToString());
        return answer;
    }

    private void Sign(HttpRequestMessage request, Access access)
    {
        var context = access switch
        {
            Access.Operator or Access.Manager => TestContexts.Operator,
            Access.Admin or Access.Member or Access.Caller => TestContexts.Admin(_tenant),
            Access.Gateway or Access.Link => TestContexts.Gateway,
            Access.Module => TestContexts.Module,
            Access.Peer => TestContexts.User(User, _tenant),
            _ => TestContexts.User(User, _tenant),
        };
        TenantContextHeaders.Write(request.Headers, context, access == Access.Peer ? TestContexts.Codec(module: "chat") : TestContexts.CodecFor(context));
    }
}
