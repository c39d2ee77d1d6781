using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Bus.Memory;
using Nanobot.Platform.Core.Modules;
using Nanobot.ServiceDefaults.InProcess;
using Nanobot.Services.Gateway;
using Nanobot.Testing;
using Nanobot.Testing.Dapr;
using Nanobot.Testing.Stores;

namespace Nanobot.Architecture.Tests.Replay;

/// <summary>
/// The whole suite, whose modules reach each other by one binding: <c>http</c> over ports with events in Redis, <c>in-process</c> over the wires of the process
/// with events in its memory, <c>dapr</c> through a sidecar's stand-in, calls and events alike.
/// </summary>
internal sealed class BoundSuite : IAsyncDisposable
{
    public const string OperatorKey = "operators-key-of-these-tests";
    private readonly string _binding;
    private readonly List<InProcess> _running = [];
    private readonly MemoryBus _bus = new(TimeProvider.System);
    private readonly ProcessNetwork _network = new();
    private readonly SidecarStandIn? _sidecar;
    private LoopbackServer? _quotes;

    private readonly Dictionary<string, string?> _settings = new(Plenty.Settings(), StringComparer.Ordinal)
    {
        ["ConnectionStrings:cache"] = SuiteStores.Shared.CreateRedis(),
        ["Bootstrap:OperatorKey"] = OperatorKey,
        ["Tokens:SigningKey"] = "tests-only-token-secret-0123456789",
        ["Objects:Local:Directory"] = SuiteStores.Shared.NameDirectory("objects"),
        // Reports are where they were written, however long the replay takes.
        ["Reports:Archive:Poll"] = "00:10:00",
        ["Messaging:PollInterval"] = "00:00:00.050",
        ["Messaging:ReadBlock"] = "00:00:00.200",
    };

    private BoundSuite(string binding)
    {
        _binding = binding;
        foreach (var module in AllModules.Services)
        {
            _settings[$"Modules:{module.Name}:Binding"] = binding;
            _settings[$"services:{module.Name}:http:0"] = $"http://127.0.0.1:{LocalProcess.FreePort()}";
        }

        if (binding == "in-process")
        {
            _settings["Messaging:Transport"] = "memory";
            // As in one process: no address leads to them.
            _settings["Registry:Announces"] = "false";
        }

        if (binding == "dapr")
        {
            _sidecar = new SidecarStandIn(new StandInBroker(), new StandInOptions { AppToken = "tests-only-token-of-apps", SidecarToken = "tests-only-token-for-apps", Retries = 20 });
            foreach (var (key, value) in _sidecar.Settings)
            {
                _settings[key] = value;
            }
        }
    }

    /// <summary>Calls that the sidecar has passed on.</summary>
    public int Invocations => _sidecar?.Invocations ?? 0;

    /// <summary>Where the gateway listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What names the servers of this suite.</summary>
    public Dictionary<string, string> Names => new(StringComparer.Ordinal) { ["gateway"] = Address.Authority, ["quotes"] = new Uri(_quotes!.Address).Authority };

    /// <summary>Starts all modules and the gateway.</summary>
    public static async Task<BoundSuite> StartAsync(string binding)
    {
        var suite = new BoundSuite(binding);
        suite._quotes = await LoopbackServer.StartAsync(static http => http.Response.WriteAsync(Quotes()));
        suite._settings["Evidence:QuotesUrl"] = $"{suite._quotes.Address}/{{symbol}}.csv";
        if (suite._sidecar is { } sidecar)
        {
            await sidecar.StartAsync();
        }

        foreach (var module in AllModules.Services)
        {
            await suite.StartAsync(module, new Uri(suite._settings[$"services:{module.Name}:http:0"]!));
        }

        var gateway = new Uri($"http://127.0.0.1:{LocalProcess.FreePort()}");
        await suite.StartAsync(GatewayModule.Definition, gateway);
        suite.Address = gateway;
        return suite;
    }

    public async ValueTask DisposeAsync()
    {
        if (_sidecar is { } sidecar)
        {
            await sidecar.DisposeAsync();
        }

        // The gateway first: it waits for nobody then.
        foreach (var module in Enumerable.Reverse(_running))
        {
            await module.App.DisposeAsync();
        }

        await _quotes!.DisposeAsync();
    }

    // Every share has these prices of the last two days, since old ones are told of as that.
    private static string Quotes()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return $"Date,Open,High,Low,Close,Volume\n{today.AddDays(-2):yyyy-MM-dd},10,12,9,11,1000\n{today.AddDays(-1):yyyy-MM-dd},11,13,10,12.5,2000\n";
    }

    private async Task StartAsync(ModuleDefinition module, Uri address)
    {
        _settings["urls"] = address.ToString();
        _running.Add(await InProcess.StartAsync(module, _settings, builder => Prepare(builder, module)));
        if (_sidecar is { } sidecar)
        {
            await sidecar.RegisterAsync(module.Name, address.Port);
        }
    }

    private void Prepare(WebApplicationBuilder builder, ModuleDefinition module)
    {
        if (_binding != "in-process")
        {
            return;
        }

        builder.AddMemoryBus(_bus);
        builder.AddProcessNetwork(_network);
        if (module.Name != GatewayModule.Definition.Name)
        {
            builder.Configuration[WebHostDefaults.ServerUrlsKey] = ";";
            builder.ListenInProcess(_network, module.Name);
        }
    }
}
