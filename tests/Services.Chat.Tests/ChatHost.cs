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

    private ChatHost(Peers peers, ServiceFactory<Program> factory)
    {
        Peers = peers;
        _factory = factory;
    }

    public Peers Peers { get; }

    public string DatabaseOwner => _factory.DatabaseOwner;

    public IServiceProvider Services => _factory.Services;

    /// <summary>What another process of the service needs to work on the same stores.</summary>
    public Dictionary<string, string?> ProcessSettings => new([.. TestKeys.Settings("chat"), .. TestDatabase.Settings("chatdb", _factory.DatabaseOwner)])
    {
        ["ConnectionStrings:cache"] = _factory.Redis,
        ["services:tenants:http:0"] = Peers.Address,
        ["services:reports:http:0"] = Peers.Address,
        ["services:scheduler:http:0"] = Peers.Address,
    };

    /// <summary>
    /// The host, with the offline model, of all tests that change nothing but rows of their own tenant. It lives as long
    /// as the process.
    /// </summary>
    public static Task<ChatHost> SharedAsync() => Offline.Value;

    public static async Task<ChatHost> StartAsync(
        ScriptedModel? model = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null, Func<string, string>? through = null)
    {
        var peers = await Peers.StartAsync();
        var all = new Dictionary<string, string?>
        {
            // The plan's limits are what some tests are about; none of the others is to meet them.
            ["Limits:Tiers:professional:tokens_per_request"] = "1000000",
            ["Limits:Tiers:professional:tokens_per_day"] = "1000000000",
            ["services:tenants:http:0"] = peers.Address,
            ["services:reports:http:0"] = peers.Address,
            ["services:scheduler:http:0"] = peers.Address,
        };
        foreach (var (key, value) in (model?.Settings ?? []).Concat(settings ?? []))
        {
            all[key] = value;
        }

        return new ChatHost(peers, new ServiceFactory<Program>("chatdb", all) { Configure = configure, ToDatabase = through });
    }

    /// <summary>Another process of the service in this one, on the same stores.</summary>
    public ServiceFactory<Program> Beside(ScriptedModel? model = null, Dictionary<string, string?>? settings = null) =>
        new(null, ProcessSettings.Concat(model?.Settings ?? []).Concat(settings ?? []));

    public HttpClient For(TenantContext context) => _factory.ClientFor(context);

    public HttpClient Anonymous() => _factory.CreateDefaultClient();

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        await Peers.DisposeAsync();
    }
}
