using System.Net.Http.Json;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Streams.Tests.Running;

/// <summary>Two gateways, two chats and one process of the tenants module on one PostgreSQL and one Redis, and the tenants that use them.</summary>
internal sealed class StreamSuite : IAsyncDisposable
{
    /// <summary>The key of the first operator.</summary>
    private const string OperatorKey = "operators-key-of-the-streams";

    /// <summary>How long rows of a process that died are left alone.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);

    /// <summary>Tokens that are written down ahead of a stream.</summary>
    public const int Ahead = 16;

    private readonly string _directory = Directory.CreateTempSubdirectory("nanobot-streams-").FullName;
    private readonly string _chatOwner = SuiteStores.Shared.CreateDatabase("chatdb");
    private readonly List<ServiceProcess> _all = [];

    private StreamSuite()
    {
    }

    public string Redis { get; } = SuiteStores.Shared.CreateRedis();

    public NpgsqlDataSource Ledger { get; private set; } = null!;

    public IReadOnlyList<ServiceProcess> Gateways { get; private set; } = [];

    public IReadOnlyList<ServiceProcess> Chats { get; private set; } = [];

    /// <summary>Keys of users, by tenant.</summary>
    public IReadOnlyList<(string Tenant, string Key)> Users { get; private set; } = [];

    /// <summary>Starts it.</summary>
    /// <param name="model">What makes the chats use a model's provider.</param>
    /// <param name="tenants">Tenants.</param>
    /// <param name="users">Users of each.</param>
    public static async Task<StreamSuite> StartAsync(IReadOnlyDictionary<string, string> model, int tenants, int users)
    {
        var suite = new StreamSuite();
        try
        {
            await suite.StartProcessesAsync(model);
            await suite.PopulateAsync(tenants, users);
            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _all.ForEach(static process => process.Dispose());
        if (Ledger is { } ledger)
        {
            await ledger.DisposeAsync();
        }

        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartProcessesAsync(IReadOnlyDictionary<string, string> model)
    {
        Ledger = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_chatOwner) { Pooling = true, CommandTimeout = 300 }.ConnectionString);
        var tenantsOwner = SuiteStores.Shared.CreateDatabase("tenantsdb");
        await Task.WhenAll(MigrateAsync(_chatOwner, "Services.Chat"), MigrateAsync(tenantsOwner, "Services.Tenants"));
        var tenantModule = Add("Services.Tenants", "tenants-1", [.. TestDatabase.Settings("tenantsdb", tenantsOwner), new("Bootstrap:OperatorKey", OperatorKey)]);
        KeyValuePair<string, string?>[] peers =
        [
            new("services:tenants:http:0", tenantModule.Address.OriginalString), new("services:reports:http:0", "http://127.0.0.1:9"), new("services:scheduler:http:0", "http://127.0.0.1:9"),
        ];
        Chats = [.. Enumerable.Range(1, 2).Select(i => Add("Services.Chat", $"chat-{i}",
            [
                .. peers, .. TestDatabase.Settings("chatdb", _chatOwner), .. model.Select(static setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)),
                new("Limits:Tokens:Lease", Lease.ToString()), new("Limits:Tokens:Ahead", $"{Ahead}"), new("Limits:Tokens:StoreTimeout", "00:00:10"), new("Agent:SessionLease", "00:00:10"),
            ]))];
        var signing = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        Gateways = [.. Enumerable.Range(1, 2).Select(i => Add("Services.Gateway", $"gateway-{i}",
            [.. peers, .. Chats.Select(static (chat, j) => KeyValuePair.Create($"services:chat:http:{j}", (string?)chat.Address.OriginalString)), new("Tokens:SigningKey", signing)]))];
        await Task.WhenAll(_all.Select(static process => process.StartAsync()));
    }

    private ServiceProcess Add(string service, string name, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var all = new Dictionary<string, string?>(TestKeys.Settings(name.Split('-')[0])) { ["ConnectionStrings:cache"] = Redis };
        // Enough for all that is asked for; slots few enough for one that is not given back to be missed.
        foreach (var (quota, amount) in new[] { ("api_calls_per_minute", "100000000"), ("api_calls_per_day", "100000000000"), ("sessions", "100000000"), ("tokens_per_day", "1000000000000") })
        {
            all[$"Limits:Tiers:enterprise:{quota}"] = amount;
        }

        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var process = new ServiceProcess(Build.Current, service, name, _directory, () => all, "KILL");
        _all.Add(process);
        return process;
    }

    private async Task PopulateAsync(int tenants, int users)
    {
        using var gateway = new HttpClient { BaseAddress = Gateways[0].Address };
        // All began at once: what each does for the first time takes long on a busy machine.
        await Eventually.TrueAsync(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/tenants");
            request.Headers.Add("X-API-Key", OperatorKey);
            using var answer = await gateway.SendAsync(request);
            return answer.IsSuccessStatusCode;
        });
        var made = new List<(string, string)>();
        foreach (var tenant in Enumerable.Range(1, tenants).Select(static i => $"streams-{i}"))
        {
            await PostAsync(gateway, "/tenants", OperatorKey, new { tenant_id = tenant, name = tenant, tier = "enterprise" });
            var admin = await KeyAsync(gateway, tenant, new { role = "tenant_admin" });
            foreach (var user in Enumerable.Range(1, users).Select(static i => $"user-{i}"))
            {
                await PostAsync(gateway, "/users", admin, new { user_id = user });
                made.Add((tenant, await KeyAsync(gateway, tenant, new { role = "user", user_id = user })));
            }
        }

        Users = made;
    }

    private static async Task<string> KeyAsync(HttpClient gateway, string tenant, object key) =>
        (await PostAsync(gateway, $"/tenants/{tenant}/keys", OperatorKey, key)).GetProperty("key").GetString()!;

    private static async Task<JsonElement> PostAsync(HttpClient gateway, string path, string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-API-Key", key);
        using var answer = await gateway.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static Task MigrateAsync(string owner, string service) => TestDatabase.MigrateAsync(owner, Assembly.LoadFrom(Build.Current.AssemblyOf(service)));
}
