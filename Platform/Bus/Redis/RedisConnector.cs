using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>
/// Opens connections beside the shared one, with its settings. The shared connection must never wait: whoever blocks
/// on the server (a stream reader) opens one of its own here.
/// </summary>
internal sealed partial class RedisConnector(IOptions<ConfigurationOptions> shared, Module module, ILogger<RedisConnector> logger)
{
    /// <summary>Connects; where Redis does not answer, the connection is made in the background once it does.</summary>
    /// <param name="purpose">Shown in Redis' list of clients, for example <c>reader</c>.</param>
    /// <param name="longestCommand">How much longer than the usual time-out a command of this connection may take.</param>
    public ConnectionMultiplexer Connect(string purpose, TimeSpan longestCommand)
    {
        var options = shared.Value.Clone();
        options.ClientName = $"{module.Name}-{purpose}";
        options.SyncTimeout += (int)longestCommand.TotalMilliseconds;
        options.AsyncTimeout = options.SyncTimeout;
        var connection = ConnectionMultiplexer.Connect(options);
        connection.ConnectionFailed += (_, failure) => Log.Lost(logger, purpose, failure.FailureType);
        connection.ConnectionRestored += (_, _) => Log.Restored(logger, purpose);
        if (!connection.IsConnected)
        {
            Log.Absent(logger, purpose);
        }

        return connection;
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
