using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Grpc.AspNetCore.Server.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Testing.Stores;

namespace Nanobot.Testing.Dapr;

/// <summary>
/// Stands in for <c>daprd</c> on a loopback: takes published events by gRPC, reads the subscriptions of the applications that are
/// registered, and delivers to them over HTTP by Dapr's rules (answers, retries, dead letters, metadata as headers, at
/// least once). What is called of an application, by the header <c>dapr-app-id</c> or by <c>/v1.0/invoke</c>, it passes on. It may serve one application, as a sidecar does, or several; sidecars of one <see cref="StandInBroker"/> reach each
/// other. It knows nothing of tracing, state, times to live or
/// routing by content, and calls nothing again that failed.
/// </summary>
public sealed class SidecarStandIn(StandInBroker broker, StandInOptions options, int? httpPort = null, int? grpcPort = null) : IAsyncDisposable
{
    private readonly List<HttpClient> _clients = [];
    private readonly StandInInvocation _invocation = new(options);
    private readonly ConcurrentDictionary<string, int> _apps = new(StringComparer.Ordinal);
    private readonly List<Task> _deliveries = [];
    private CancellationTokenSource _stopping = new();
    private WebApplication? _server;

    /// <summary>Port of its HTTP interface.</summary>
    public int HttpPort { get; } = httpPort ?? LocalProcess.FreePort();

    /// <summary>Port of its gRPC interface (HTTP/2 without TLS).</summary>
    public int GrpcPort { get; } = grpcPort ?? LocalProcess.FreePort();

    /// <summary>What <c>/v1.0/healthz/outbound</c> says.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>Calls of applications that it has passed on.</summary>
    public int Invocations => _invocation.Count;

    /// <summary>What an application with this sidecar is started with, as Dapr's injector and the operator set it.</summary>
    public IEnumerable<(string Key, string Value)> Settings
    {
        get
        {
            yield return ("DAPR_HTTP_PORT", HttpPort.ToString(CultureInfo.InvariantCulture));
            yield return ("DAPR_GRPC_PORT", GrpcPort.ToString(CultureInfo.InvariantCulture));
            if (options.SidecarToken is { } sidecar)
            {
                yield return ("DAPR_API_TOKEN", sidecar);
            }

            if (options.AppToken is { } app)
            {
                yield return ("APP_API_TOKEN", app);
            }
        }
    }

    /// <summary>Starts, or comes back after <see cref="StopAsync"/> with the applications that it had.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, HttpPort, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, GrpcPort, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(200));
        builder.Services.AddGrpc();
        builder.Services.AddHttpForwarder();
        builder.Services.AddSingleton(new StandInApi(broker, options));
        builder.Services.AddSingleton<IServiceMethodProvider<StandInApi>, StandInApi.Methods>();
        _server = builder.Build();
        _server.MapGrpcService<StandInApi>();
        _server.MapGet("/v1.0/healthz/outbound", () => IsReady ? Results.NoContent() : Results.StatusCode(StatusCodes.Status500InternalServerError));
        _server.MapFallback(http => _invocation.PassOnAsync(http, _apps));
        await _server.StartAsync();
        _stopping = new CancellationTokenSource();
        foreach (var (appId, port) in _apps)
        {
            await DeliverAsync(appId, port);
        }
    }

    /// <summary>Goes away; the broker keeps what was published and what was not acknowledged.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_deliveries);
        _deliveries.Clear();
        if (_server is { } server)
        {
            _server = null;
            await server.StopAsync();
            await server.DisposeAsync();
        }
    }

    /// <summary>Reads the subscriptions of the application <paramref name="appId"/> once it listens, and delivers to it from now on.</summary>
    /// <returns>Its subscriptions.</returns>
    public async Task<IReadOnlyList<StandInSubscription>> RegisterAsync(string appId, int appPort)
    {
        _apps[appId] = appPort;
        return await DeliverAsync(appId, appPort);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
        _invocation.Dispose();
        _clients.ForEach(client => client.Dispose());
    }

    private async Task<IReadOnlyList<StandInSubscription>> DeliverAsync(string appId, int port)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = Eventually.Deadline };
        _clients.Add(client);
        var app = new StandInApp(appId, client, broker, options);
        await app.ReadSubscriptionsAsync(_stopping.Token);
        _deliveries.Add(app.RunAsync(_stopping.Token));
        return app.Subscriptions;
    }
}
