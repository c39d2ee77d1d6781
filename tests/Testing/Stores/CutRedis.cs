using System.Net;

namespace Nanobot.Testing.Stores;

/// <summary>A way to Redis that a test can cut, for one service and for as long as it likes: connections break, and new ones end at once.</summary>
public sealed class CutRedis : IAsyncDisposable
{
    private readonly TestWay _way;

    /// <summary>Leads to the Redis of a connection string.</summary>
    public CutRedis(string connectionString)
    {
        var parts = connectionString.Split(',', 2);
        var address = parts[0].Split(':');
        _way = new TestWay(new IPEndPoint(IPAddress.Parse(address[0] == "localhost" ? "127.0.0.1" : address[0]), int.Parse(address[1], System.Globalization.CultureInfo.InvariantCulture)));
        ConnectionString = $"127.0.0.1:{_way.Port}" + (parts.Length > 1 ? $",{parts[1]}" : "");
    }

    /// <summary>The connection string of this way.</summary>
    public string ConnectionString { get; }

    /// <summary>Breaks all connections; nobody gets through until <see cref="Mend"/>.</summary>
    public void Cut() => _way.Cut();

    /// <summary>Lets through again.</summary>
    public void Mend() => _way.Mend();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _way.DisposeAsync();
}
