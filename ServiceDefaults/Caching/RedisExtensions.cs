using Microsoft.Extensions.Configuration;
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
    /// <summary>
    /// Adds one shared <see cref="IConnectionMultiplexer"/> for <c>ConnectionStrings:{name}</c>
    /// (<c>host:port,password=…</c>) and the health check <c>redis</c>. The service starts without Redis and reconnects by itself.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="connectionName">Name of the connection string, for example <c>cache</c>.</param>
    /// <param name="whenAway">What the service is while Redis does not answer. Default unhealthy.</param>
    public static void AddRedisClient(this IHostApplicationBuilder builder, string connectionName, HealthStatus whenAway = HealthStatus.Unhealthy)
    {
        builder.Services.AddSingleton(services => new RedisConnector(
            services.GetRequiredService<IConfiguration>(),
            connectionName,
            services.GetRequiredService<Module>(),
            services.GetRequiredService<ILogger<RedisConnector>>()));
        builder.Services.AddSingleton<IConnectionMultiplexer>(services => services.GetRequiredService<RedisConnector>().Connect("shared"));
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>("redis", whenAway);
    }
}
