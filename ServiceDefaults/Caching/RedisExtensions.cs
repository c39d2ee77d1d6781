using Aspire.StackExchange.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.ServiceDefaults.Hosting;
using StackExchange.Redis;

namespace Nanobot.ServiceDefaults.Caching;

/// <summary>Registers the suite's Redis.</summary>
public static class RedisExtensions
{
    private const int ConnectTimeoutMilliseconds = 3000;
    private const int CommandTimeoutMilliseconds = 5000;
    private const int KeepAliveSeconds = 15;
    private static readonly TimeSpan HealthDeadline = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Adds Aspire's Redis client for <c>ConnectionStrings:{name}</c> (<c>host:port,password=…</c>): one shared
    /// <see cref="IConnectionMultiplexer"/> and the health check <c>redis</c>. The service starts without Redis and reconnects by itself.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="connectionName">Name of the connection string, for example <c>cache</c>.</param>
    /// <param name="whenAway">What the service is while Redis does not answer. Default unhealthy.</param>
    public static void AddModuleCache(this IHostApplicationBuilder builder, string connectionName, HealthStatus whenAway = HealthStatus.Unhealthy)
    {
        // The client logs each failed try to reconnect with a stack trace; the health check and whoever uses it say as much in a line.
        builder.Logging.AddFilter("StackExchange.Redis", LogLevel.None);
        builder.AddRedisClient(connectionName, settings =>
        {
            Check(settings, connectionName);
            // The transport's commands run outside any span: the client would keep each for seconds, to make a span that is left out.
            // What it sends and handles has spans of its own (MessagingActivity).
            settings.DisableTracing = true;
        }, Configure);
        builder.Services.AddOptions<ConfigurationOptions>().Configure<Module>(static (options, module) => options.ClientName = $"{module.Name}-shared");
        builder.Services.AddSingleton<RedisConnector>();
        StoreHealth.Adopt(builder, "StackExchange.Redis", "redis", HealthDeadline, whenAway);
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

    private static void Check(StackExchangeRedisSettings settings, string connectionName)
    {
        var text = settings.ConnectionString
            ?? throw new StartupException($"No connection string {connectionName}: set ConnectionStrings:{connectionName} (ConnectionStrings__{connectionName}).");
        // The text may hold a password: say which setting it is, not what it says.
        var malformed = $"ConnectionStrings:{connectionName} is not a Redis connection string (\"host:port,password=…\").";
        try
        {
            if (ConfigurationOptions.Parse(text).EndPoints.Count == 0)
            {
                throw new StartupException(malformed);
            }
        }
        catch (ArgumentException exception)
        {
            throw new StartupException(malformed, exception);
        }
    }
}
