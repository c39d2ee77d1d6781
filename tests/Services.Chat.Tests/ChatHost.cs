using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Chat.Tests;

/// <summary>The chat service in process, with its peers and the offline or a scripted model.</summary>
internal sealed class ChatHost : IAsyncDisposable
{
    // With all tools on offer.
    private static readonly Lazy<Task<ChatHost>> Offline = new(() => StartAsync(settings: new() { ["Web:Search:Provider"] = "searxng", ["Web:Search:Endpoint"] = "http://127.0.0.1:9/search" }));
    private readonly ServiceFactory<Program> _factory;
    private readonly LoopbackServer? _peersServer;
    private readonly KeptHost? _kept;

    private ChatHost(Peers peers, ServiceFactory<Program> factory, LoopbackServer server) => (Peers, _factory, _peersServer, PeersAddress) = (peers, factory, server, server.Address);

    private ChatHost(Peers peers, KeptHost kept) => (Peers, _factory, _kept, PeersAddress) = (peers, kept.Factory!, kept, kept.PeersAddress);

    public Peers Peers { get; }

    public string DatabaseOwner => _factory.DatabaseOwner;

    /// <summary>What the service is made of. A host of which it was asked is no other test's.</summary>
    public IServiceProvider Services
    {
        get
        {
            _kept?.Spend();
            return _factory.Services;
        }
    }

    /// <summary>What another process of the service needs to work on the same stores.</summary>
    public Dictionary<string, string?> ProcessSettings
    {
        get
        {
            _kept?.Spend();
            return new([.. TestKeys.Settings("chat"), .. TestDatabase.Settings("chatdb", _factory.DatabaseOwner), .. Found(PeersAddress)])
            {
                ["ConnectionStrings:cache"] = _factory.Redis,
            };
        }
    }

    private string PeersAddress { get; }

    /// <summary>
    /// The host, with the offline model, of all tests that change nothing but rows of their own tenant. It lives as long
    /// as the process.
    /// </summary>
    public static Task<ChatHost> SharedAsync() => Offline.Value;

    /// <summary>One with nothing but what is usual is lent, and another test has it next. Whoever does something to its stores asks for one of its own, by settings, though they be none.</summary>
    public static async Task<ChatHost> StartAsync(
        ScriptedModel? model = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null, Func<string, string>? through = null)
    {
        var peers = new Peers();
        if (settings is null && configure is null && through is null)
        {
            return new ChatHost(peers, await KeptHost.TakeAsync(peers, model));
        }

        var server = await LoopbackServer.StartAsync(peers.HandleAsync);
        return new ChatHost(peers, new ServiceFactory<Program>("chatdb", Settings(server.Address, model, settings)) { Configure = configure, ToDatabase = through }, server);
    }

    /// <summary>The usual settings, with those of a model and others.</summary>
    public static Dictionary<string, string?> Settings(string peers, ScriptedModel? model, Dictionary<string, string?>? settings)
    {
        var all = new Dictionary<string, string?>(Found(peers))
        {
            // The plan's limits are what some tests are about; none of the others is to meet them.
            ["Limits:Tiers:professional:tokens_per_request"] = "1000000",
            ["Limits:Tiers:professional:tokens_per_day"] = "1000000000",
        };
        foreach (var (key, value) in (model?.Settings ?? []).Concat(settings ?? []))
        {
            all[key] = value;
        }

        return all;
    }

    /// <summary>Another process of the service in this one, on the same stores.</summary>
    public ServiceFactory<Program> Beside(ScriptedModel? model = null, Dictionary<string, string?>? settings = null) =>
        new(null, ProcessSettings.Concat(model?.Settings ?? []).Concat(settings ?? []));

    public HttpClient For(TenantContext context) => _factory.ClientFor(context);

    public HttpClient Anonymous() => _factory.CreateDefaultClient();

    public async ValueTask DisposeAsync()
    {
        if (_kept is not null)
        {
            await _kept.GiveBackAsync();
            return;
        }

        await _factory.DisposeAsync();
        await _peersServer!.DisposeAsync();
    }

    private static Dictionary<string, string?> Found(string peers) =>
        new() { ["services:tenants:http:0"] = peers, ["services:reports:http:0"] = peers, ["services:scheduler:http:0"] = peers };
}
