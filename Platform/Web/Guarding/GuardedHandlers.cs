using System.Net;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>
/// Makes what a client sends by whose addresses come from users, models or pages: nothing that leads anywhere but to the public network is connected
/// to, whatever a name says, a resolver answers or a server leads on to.
/// </summary>
public sealed class GuardedHandlers
{
    // A host may have moved by then, and is looked at again.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly WebGuard _guard;
    private readonly GuardedConnections _connections;
    private readonly UnheardMeters _meters = new();

    internal GuardedHandlers(WebGuard guard, GuardedConnections connections) => (_guard, _connections) = (guard, connections);

    /// <summary>A handler with connections of its own.</summary>
    public HttpMessageHandler Create() => Create(_guard, _connections);

    /// <summary>
    /// One for an address that the installation has configured: its host and port may be asked wherever they are. What its server leads on to is anybody's, and looked at as ever.
    /// </summary>
    public HttpMessageHandler Create(Uri own)
    {
        var guard = _guard.With(own);
        return Create(guard, _connections.By(guard));
    }

    private GuardedHandler Create(WebGuard guard, GuardedConnections connections) => new(guard, new SocketsHttpHandler
    {
        ConnectCallback = connections.ConnectAsync,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        PooledConnectionIdleTimeout = IdleTimeout,
        // A proxy would connect for us, and to whatever it likes.
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        // Whoever reads bounds what comes out.
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 0,
        // Where users go is neither strangers' business nor that of whoever reads our traces and metrics.
        ActivityHeadersPropagator = null,
        MeterFactory = _meters,
    });
}
