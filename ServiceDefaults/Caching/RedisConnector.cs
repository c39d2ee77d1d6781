using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Nanobot.ServiceDefaults.Hosting;
using StackExchange.Redis;

namespace Nanobot.ServiceDefaults.Caching;

/// <summary>
/// Opens connections to the Redis of one connection string. The shared connection must never wait: whoever blocks
/// on the server (a stream reader) opens one of its own here.
/// </summary>
internal sealed partial class RedisConnector(IConfiguration configuration, string connectionName, Module module, ILogger<RedisConnector> logger)
{
    private const int ConnectTimeoutMilliseconds = 3000;
    private const int CommandTimeoutMilliseconds = 5000;
    private const int KeepAliveSeconds = 15;

    /// <summary>Connects; where Redis does not answer, the connection is made in the background once it does.</summary>
    /// <param name="purpose">Shown in Redis' list of clients, for example <c>reader</c>.</param>
    /// <param name="longestCommand">How much longer than the usual time-out a command of this connection may take.</param>
    public ConnectionMultiplexer Connect(string purpose, TimeSpan longestCommand = default)
    {
        var options = Options();
        options.ClientName = $"{module.Name}-{purpose}";
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = ConnectTimeoutMilliseconds;
        options.ConnectRetry = 1;
        options.KeepAlive = KeepAliveSeconds;
        options.SyncTimeout = CommandTimeoutMilliseconds + (int)longestCommand.TotalMilliseconds;
        options.Protocol = RedisProtocol.Resp2;
        var connection = ConnectionMultiplexer.Connect(options);
        connection.ConnectionFailed += (_, failure) => Log.Lost(logger, purpose, failure.FailureType);
        connection.ConnectionRestored += (_, _) => Log.Restored(logger, purpose);
        if (!connection.IsConnected)
        {
            Log.Absent(logger, purpose);
        }

        return connection;
    }

    private ConfigurationOptions Options()
    {
        var text = configuration.GetConnectionString(connectionName)
            ?? throw new StartupException($"No connection string {connectionName}: set ConnectionStrings:{connectionName} (ConnectionStrings__{connectionName}).");
        try
        {
            return ConfigurationOptions.Parse(text);
        }
        catch (ArgumentException exception)
        {
            // The text may hold a password: say which setting it is, not what it says.
            throw new StartupException($"ConnectionStrings:{connectionName} is not a Redis connection string (\"host:port,password=…\").", exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Lost the Redis connection {Purpose}: {Failure}")]
        public static partial void Lost(ILogger logger, string purpose, ConnectionFailureType failure);

        [LoggerMessage(LogLevel.Information, "The Redis connection {Purpose} is back")]
        public static partial void Restored(ILogger logger, string purpose);

        [LoggerMessage(LogLevel.Warning, "Redis does not answer yet (connection {Purpose})")]
        public static partial void Absent(ILogger logger, string purpose);
    }
}
