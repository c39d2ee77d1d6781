namespace Nanobot.Platform.Objects.Calls;

/// <summary>Connections to a store that is a server.</summary>
internal static class StoreHttp
{
    // A call has more to wait for than a connection, and another try.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    // A store's name may lead elsewhere by then.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    // Calls beyond it wait, as long as their deadline lets them.
    private const int MostConnections = 64;

    /// <summary>A client with connections of its own and without a time-out: whoever calls has a deadline.</summary>
    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        MaxConnectionsPerServer = MostConnections,
        AllowAutoRedirect = false,
        UseCookies = false,
        // Paths are keys, and keys are somebody's: traces show the call of the store instead, and the store is told of no trace.
        ActivityHeadersPropagator = null,
    })
    { Timeout = Timeout.InfiniteTimeSpan };
}
