using System.Security.Cryptography;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Streams.Tests.Running;

/// <summary>All five modules as processes on one PostgreSQL and one Redis, of one version of the product or of several beside each other.</summary>
internal sealed class ModuleSuite : IAsyncDisposable
{
    /// <summary>The key of the first operator.</summary>
    public const string OperatorKey = "operators-key-of-the-drills-0123456789";

    private static readonly string[] Services = ["tenants", "chat", "reports", "scheduler"];
    private readonly string _directory = Directory.CreateTempSubdirectory("nanobot-drills-").FullName;
    private readonly string _signing = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly Dictionary<string, string> _owners;
    private readonly Dictionary<string, NpgsqlDataSource> _rows = [];
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private readonly string _signal;
    private readonly string _objects;
    private readonly List<ModuleProcess> _all = [];
    private readonly MarketServer _market = new();

    /// <param name="stores">Where all is kept.</param>
    /// <param name="settings">What all modules are set beside that.</param>
    /// <param name="signal">How processes are ended.</param>
    /// <param name="objects">The directory of objects; null for one of its own.</param>
    public ModuleSuite(SuiteStores stores, IReadOnlyDictionary<string, string?> settings, string signal = "KILL", string? objects = null)
    {
        (Stores, _settings, _signal, _objects) = (stores, settings, signal, objects ?? Path.Combine(_directory, "objects"));
        Redis = stores.CreateRedis();
        _owners = Services.ToDictionary(static module => module, module => stores.CreateDatabase($"{module}db"), StringComparer.Ordinal);
    }

    /// <summary>Where all is kept.</summary>
    public SuiteStores Stores { get; }

    /// <summary>Redis, past all ways.</summary>
    public string Redis { get; }

    /// <summary>All processes.</summary>
    public IReadOnlyList<ModuleProcess> All => _all;

    /// <summary>The processes of the gateway, of all versions.</summary>
    public IReadOnlyList<ServiceProcess> Gateways => Of("gateway");

    /// <summary>The processes of a module, of all versions.</summary>
    public IReadOnlyList<ServiceProcess> Of(string module) => [.. _all.Where(one => one.Module == module).Select(static one => one.Process)];

    /// <summary>The rows of a module as its owner sees them, past all ways.</summary>
    public NpgsqlDataSource Rows(string module)
    {
        lock (_rows)
        {
            return _rows.TryGetValue(module, out var rows) ? rows
                : _rows[module] = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_owners[module]) { Pooling = true, MaxPoolSize = 4, CommandTimeout = 120 }.ConnectionString);
        }
    }

    /// <summary>Adds processes of a version, which are yet to be started: they are told of each other, so all of them are added first.</summary>
    /// <param name="build">The version.</param>
    /// <param name="instances">Processes of each service.</param>
    /// <param name="gateways">Processes of the gateway.</param>
    /// <param name="version">What their names say beside the module.</param>
    /// <param name="settings">Further settings of these.</param>
    public IReadOnlyList<ModuleProcess> Add(Build build, int instances, int gateways, string version = "", params IReadOnlyList<KeyValuePair<string, string?>> settings)
    {
        List<ModuleProcess> added = [];
        foreach (var module in Services.Append("gateway"))
        {
            for (var i = 1; i <= (module == "gateway" ? gateways : instances); i++)
            {
                var (database, redis) = (new TestWay(Stores.PostgresPort), new TestWay(Stores.RedisPort));
                added.Add(new(module, new ServiceProcess(build, $"Services.{char.ToUpperInvariant(module[0])}{module[1..]}", $"{module}{version}-{i}", _directory,
                    () => SettingsOf(module, database, redis).Concat(settings), _signal), database, redis));
            }
        }

        _all.AddRange(added);
        return added;
    }

    /// <summary>Makes or changes the schemas by the program of a version, as an installation does.</summary>
    public async Task MigrateAsync(Build build)
    {
        List<KeyValuePair<string, string?>> settings = [];
        foreach (var (module, owner) in _owners)
        {
            settings.AddRange(TestDatabase.Settings($"{module}db", owner));
            settings.Add(new($"ConnectionStrings:{module}db-owner", owner));
        }

        await Task.Run(() => LocalProcess.Run(
            ["env", .. settings.Select(static setting => $"{setting.Key.Replace(":", "__", StringComparison.Ordinal)}={setting.Value}"), "dotnet", build.AssemblyOf("Migrations")]));
    }

    /// <summary>Starts processes and waits until they are ready.</summary>
    public async Task StartAsync(params IReadOnlyList<ModuleProcess> processes)
    {
        await _market.StartAsync();
        await Task.WhenAll((processes.Count > 0 ? processes : _all).Select(static one => one.Process.StartAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _all)
        {
            await one.DisposeAsync();
        }

        foreach (var rows in _rows.Values)
        {
            await rows.DisposeAsync();
        }

        await _market.DisposeAsync();
        if (Environment.GetEnvironmentVariable("DRILLS_KEEP") is null)
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private IEnumerable<KeyValuePair<string, string?>> SettingsOf(string module, TestWay database, TestWay redis)
    {
        var all = new Dictionary<string, string?>(TestKeys.Settings(module));
        foreach (var (key, value) in Plenty.Settings())
        {
            all[key] = value;
        }

        all["ConnectionStrings:cache"] = Redis.Replace($":{Stores.RedisPort},", $":{redis.Port},", StringComparison.Ordinal);
        if (_owners.TryGetValue(module, out var owner))
        {
            foreach (var (key, value) in TestDatabase.Settings($"{module}db", owner))
            {
                all[key] = new NpgsqlConnectionStringBuilder(value) { Port = database.Port }.ConnectionString;
            }
        }

        foreach (var (peer, i) in Services.Where(peer => peer != module).SelectMany(peer => Of(peer).Select((process, i) => ((peer, process), i))))
        {
            all[$"services:{peer.peer}:http:{i}"] = peer.process.Address.OriginalString;
        }

        foreach (var (key, value) in _settings.Concat(OwnOf(module)))
        {
            all[key] = value;
        }

        return all;
    }

    private IEnumerable<KeyValuePair<string, string?>> OwnOf(string module) => module switch
    {
        "gateway" => [new("Tokens:SigningKey", _signing)],
        "tenants" => [new("Bootstrap:OperatorKey", OperatorKey)],
        "reports" => [new("Objects:Local:Directory", _objects), new("Evidence:QuotesUrl", $"{_market.Address}/quotes/{{symbol}}.csv"), new("Evidence:Feeds:0", $"{_market.Address}/news.rss")],
        _ => [],
    };
}
