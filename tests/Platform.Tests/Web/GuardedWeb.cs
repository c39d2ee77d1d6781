using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Web.Guarding;
using Nanobot.Platform.Web.Reading;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Web;

/// <summary>
/// A guarded client in front of a web that is all one real server of this machine: names lead where a test says, connections are noted by the address that they
/// were meant for, and end at that server.
/// </summary>
internal sealed class GuardedWeb : IHostResolver, IDialer, IAsyncDisposable
{
    public static readonly IPAddress Public = IPAddress.Parse("93.184.215.14");

    private readonly LoopbackServer _server;

    private GuardedWeb(LoopbackServer server, WebReadingOptions reading, WebGuardOptions options)
    {
        _server = server;
        var guard = new WebGuard(this, Options.Create(options));
        Handlers = new GuardedHandlers(guard, new GuardedConnections(guard, this));
        Client = new HttpClient(Handlers.Create());
        Reader = new WebReader(Handlers, Options.Create(reading), TimeProvider.System);
    }

    public GuardedHandlers Handlers { get; }

    public HttpClient Client { get; }

    public WebReader Reader { get; }

    public string ServerAddress => _server.Address;

    /// <summary>What was connected to.</summary>
    public ConcurrentQueue<IPEndPoint> Dialled { get; } = new();

    /// <summary>What was asked of the resolver.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Where names lead.</summary>
    public Func<string, IReadOnlyList<IPAddress>> Names { get; set; } = static _ => [Public];

    /// <summary>Where connections end; by default at the server.</summary>
    public IPEndPoint? End { get; set; }

    public static async Task<GuardedWeb> StartAsync(RequestDelegate answer, WebReadingOptions? reading = null, WebGuardOptions? options = null) =>
        new(await LoopbackServer.StartAsync(answer), reading ?? new WebReadingOptions(), options ?? new WebGuardOptions());

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Enqueue(host);
        return Task.FromResult(Names(host));
    }

    public ValueTask<Stream> ConnectAsync(IPEndPoint target, CancellationToken cancellationToken)
    {
        Dialled.Enqueue(target);
        return new SocketDialer().ConnectAsync(End ?? IPEndPoint.Parse(new Uri(_server.Address).Authority), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Reader.Dispose();
        await _server.DisposeAsync();
    }
}
