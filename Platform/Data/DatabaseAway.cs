using System.Net.Sockets;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>Tells a database that is away from one that refuses.</summary>
public static class DatabaseAway
{
    /// <summary>Whether the same may succeed a little later: the server cannot be reached, breaks connections off, starts, ends, or has no room at the moment.</summary>
    public static bool IsAway(this NpgsqlException exception) => exception is { IsTransient: true } or { InnerException: IOException or SocketException };
}
