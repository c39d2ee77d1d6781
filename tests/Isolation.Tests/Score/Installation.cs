using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Nanobot.Platform.Bus.Memory;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data.Hosting;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.InProcess;
using Nanobot.Services.Chat;
using Nanobot.Services.Gateway;
using Nanobot.Services.Reports;
using Nanobot.Services.Scheduler;
using Nanobot.Services.Tenants;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>
/// All modules and the gateway in the process of the tests, over a PostgreSQL and a Redis of their own, with the wires and the bus that AllInOne has. The gateway is asked over
/// a socket. What a module is made of can be changed before it is built: that is how faults get in.
/// </summary>
internal sealed class Installation : IAsyncDisposable
{
    public const string OperatorKey = "operators-key-of-these-tests";

    private static readonly IReadOnlyList<ModuleDefinition> Modules =
        [TenantsModule.Definition, ReportsModule.Definition, SchedulerModule.Definition, ChatModule.Definition, GatewayModule.Definition];

    private readonly MemoryBus _bus = new(TimeProvider.System);
    private readonly ProcessNetwork _network = new();
    private readonly List<WebApplication> _running = [];
    private readonly Dictionary<string, SocketsHttpHandler> _ways = [];
    private Uri _gateway = new("http://127.0.0.1");
    private LoopbackServer? _quotes;

    private readonly Dictionary<string, string?> _settings = new(Plenty.Settings(), StringComparer.Ordinal)
    {
        ["ConnectionStrings:cache"] = SuiteStores.Shared.CreateRedis(),
        ["Bootstrap:OperatorKey"] = OperatorKey,
        ["Tokens:SigningKey"] = "tests-only-token-secret-0123456789",
        ["Links:PerMinute"] = "100000",
        ["Objects:Local:Directory"] = SuiteStores.Shared.NameDirectory("objects"),
        ["Messaging:Transport"] = "memory",
        ["Registry:Announces"] = "false",
        ["Logging:LogLevel:Default"] = "Critical",
    };

    /// <summary>The owner's connection to each module's database, by the module's name.</summary>
    public Dictionary<string, string> DatabaseOwners { get; } = [];

    /// <summary>Starts it.</summary>
    /// <param name="change">What is done to each module's definition; null: nothing.</param>
    public static async Task<Installation> StartAsync(Func<ModuleDefinition, ModuleDefinition>? change = null)
    {
        var installation = new Installation { _quotes = await LoopbackServer.StartAsync(static http => http.Response.WriteAsync(Quotes())) };
        installation._settings["Evidence:QuotesUrl"] = $"{installation._quotes.Address}/{{symbol}}.csv";
        foreach (var module in Modules)
        {
            installation._settings[$"Modules:{module.Name}:Binding"] = "in-process";
            installation._settings[$"services:{module.Name}:http:0"] = $"http://{module.Name}.in-process";
        }

        foreach (var module in Modules)
        {
            await installation.StartAsync(module, change is null ? module : change(module));
        }

        return installation;
    }

    /// <summary>A client of a module, or of the gateway, that sends no credential by itself.</summary>
    public HttpClient ClientOf(string module) => new(_ways[module], disposeHandler: false)
    {
        BaseAddress = module == GatewayModule.Definition.Name ? _gateway : new Uri($"http://{module}.in-process"),
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var way in _ways.Values)
        {
            way.Dispose();
        }

        // The gateway first: it waits for nobody then.
        foreach (var module in Enumerable.Reverse(_running))
        {
            await module.DisposeAsync();
        }

        await _quotes!.DisposeAsync();
    }

    // Every share has these prices of the last two days, so that reports are made of something.
    private static string Quotes()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return $"Date,Open,High,Low,Close,Volume\n{today.AddDays(-2):yyyy-MM-dd},10,12,9,11,1000\n{today.AddDays(-1):yyyy-MM-dd},11,13,10,12.5,2000\n";
    }

    private async Task StartAsync(ModuleDefinition module, ModuleDefinition changed)
    {
        if (module.Stores.OfType<ModuleDatabase>().SingleOrDefault() is { } database)
        {
            var owner = SuiteStores.Shared.NameDatabase(database.Name);
            await TestDatabase.CreateAsync(owner, database.Migrations);
            DatabaseOwners[module.Name] = owner;
            foreach (var (key, value) in TestDatabase.Settings(database.Name, owner))
            {
                _settings[key] = value;
            }
        }

        foreach (var (key, value) in TestKeys.Settings(module.Name))
        {
            // Each module's own key is its own; the public ones are everybody's.
            _settings[key.StartsWith("Tenancy:SigningKeys", StringComparison.Ordinal) ? $"Modules:{module.Name}:{key}" : key] = value;
        }

        var builder = WebApplication.CreateBuilder(["--environment", "Production"]);
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.AddMemoryBus(_bus);
        builder.AddProcessNetwork(_network);
        builder.Configuration[WebHostDefaults.ServerUrlsKey] = ";";
        if (module.Name == GatewayModule.Definition.Name)
        {
            _gateway = new Uri($"http://127.0.0.1:{LocalProcess.FreePort()}");
            builder.Configuration[WebHostDefaults.ServerUrlsKey] = _gateway.ToString();
            _ways[module.Name] = new SocketsHttpHandler { AllowAutoRedirect = false };
        }
        else
        {
            builder.ListenInProcess(_network, module.Name);
            _ways[module.Name] = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectCallback = (_, cancellationToken) => _network.ConnectAsync(module.Name, cancellationToken) };
        }

        var app = ModuleHost.Build(builder, changed);
        _running.Add(app);
        await app.StartAsync();
    }
}
