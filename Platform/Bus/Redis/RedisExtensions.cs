using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Core.Modules;
using StackExchange.Redis;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>Registers the suite's Redis.</summary>
internal static class RedisExtensions
{
    private const int ConnectTimeoutMilliseconds = 3000;
    private const int CommandTimeoutMilliseconds = 5000;
    private const int KeepAliveSeconds = 15;
    private static readonly TimeSpan HealthDeadline = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Adds Aspire's Redis client for <c>ConnectionStrings:{name}</c> (<c>host:port,password=…</c>): one shared
    /// <see cref="IConnectionMultiplexer"/> and the health check <c>redis</c>. The service starts without Redis and reconnects by itself.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="connectionName">Name of the connection string, for example <c>cache</c>.</param>
    public static void AddModuleCache(this IHostApplicationBuilder builder, string connectionName)
    {
        // The client logs each failed try to reconnect with a stack trace; the health check and whoever uses it say as much in a line.
        builder.Logging.AddFilter("StackExchange.Redis", LogLevel.None);
        _ = ConnectionStrings.Read(builder.Configuration, connectionName, "Redis connection string (\"host:port,password=…\")", Parse);
        // No spans of the client: the transport's commands run outside any span, so each would be kept for seconds only to be left
        // out. What is sent and handled has spans of its own (MessagingActivity).
        builder.AddRedisClient(connectionName, static settings => settings.DisableTracing = true, Configure);
        builder.Services.AddOptions<ConfigurationOptions>().Configure<Module>(static (options, module) => options.ClientName = $"{module.Name}-shared");
        builder.Services.AddSingleton<RedisConnector>();
        StoreHealth.Adopt(builder, "StackExchange.Redis", "redis", HealthDeadline, HealthStatus.Degraded);
    }

    private static void Configure(ConfigurationOptions options)
    {
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = ConnectTimeoutMilliseconds;
        options.ConnectRetry = 1;
        options.KeepAlive = KeepAliveSeconds;
        options.SyncTimeout = CommandTimeoutMilliseconds;
        // Commands that wait for a Redis that is away would hold up their callers for as long; the callers try again by themselves.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        // XREAD and XREADGROUP that wait are not among the typed calls, and RESP3 would answer them in another shape; nothing here gains by it.
        options.Protocol = RedisProtocol.Resp2;
    }

    private static ConfigurationOptions Parse(string text) => ConfigurationOptions.Parse(text) is { EndPoints.Count: > 0 } options
        ? options
        : throw new ArgumentException("It names no server.", nameof(text));
}
