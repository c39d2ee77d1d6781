using System.Security.Cryptography;
using Aspire.Hosting.Engine.Resources;
using Aspire.Hosting.Engine.Startup;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// The Aspire dashboard beside the engine: the resource service it reads from, and how to start its process
/// (the engine does, as one more executable of the orchestrator). Everything listens on loopback and asks for
/// a key of this run: the page for the token in <see cref="DashboardLaunch.LoginUrl"/>, telemetry for
/// <see cref="DashboardLaunch.OtlpApiKey"/>.
/// </summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    /// <summary>The port Aspire's documentation names; another one is taken when it is not free.</summary>
    public const int PreferredPort = 18888;

    private readonly ResourceServer _server;

    private DashboardHost(ResourceServer server, string bundleDirectory, DashboardLaunch launch, IReadOnlyDictionary<string, string> environment)
    {
        _server = server;
        ExecutablePath = Path.Combine(bundleDirectory, "managed", "aspire-managed");
        Launch = launch;
        Environment = environment;
    }

    public string ExecutablePath { get; }

    public IReadOnlyList<string> Arguments { get; } = ["dashboard"];

    public IReadOnlyDictionary<string, string> Environment { get; }

    public DashboardLaunch Launch { get; }

    /// <param name="view">The resources to show.</param>
    /// <param name="bundleDirectory">The extracted bundle of the Aspire CLI: it holds <c>managed/aspire-managed</c>.</param>
    /// <param name="settings">How it is to be reached.</param>
    /// <param name="ct">Cancels the start.</param>
    public static async Task<DashboardHost> StartAsync(
        IResourceView view, string bundleDirectory, DashboardSettings settings, CancellationToken ct)
    {
        var resourceKey = NewKey();
        var server = await ResourceServer.StartAsync(view, resourceKey, ct);
        var port = settings.PreferredPort is { } preferred && PortAllocator.IsFree(preferred) ? preferred : settings.NextPort();
        var frontend = $"http://localhost:{port}";
        var launch = new DashboardLaunch(
            frontend, $"{frontend}/login?t={Uri.EscapeDataString(settings.BrowserToken)}", $"http://127.0.0.1:{settings.NextPort()}", NewKey());
        var environment = DashboardEnvironment.Create(
            launch, settings.BrowserToken, $"http://127.0.0.1:{settings.NextPort()}", server.Url, resourceKey);
        return new DashboardHost(server, bundleDirectory, launch, environment);
    }

    /// <summary>128 random bits.</summary>
    public static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
