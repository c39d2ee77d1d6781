using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.ServiceDefaults.Messaging;
using Npgsql;
using Nanobot.ServiceDefaults.Messaging.Outbox;

namespace Nanobot.ServiceDefaults.Persistence;

/// <summary>
/// Registers a service's database. <c>ConnectionStrings:{name}</c> is the owner's login and serves the migrations only;
/// the service itself works through two restricted logins that the migrations make.
/// </summary>
public static class NpgsqlExtensions
{
    internal const string PlatformKey = "platform";

    /// <summary>
    /// Adds the data source of the application's login (bound by row-level security), <see cref="TenantDb"/>,
    /// <see cref="PlatformDb"/>, a health check, and the migrations embedded in <paramref name="migrations"/> under
    /// <c>migrations/NNNN_name.sql</c>, which run before anything else starts.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="connectionName">Name of the connection string, for example <c>chatdb</c>.</param>
    /// <param name="migrations">The service's assembly.</param>
    public static void AddNpgsqlDataSource(this IHostApplicationBuilder builder, string connectionName, Assembly migrations)
    {
        builder.AddValidatedOptions<PersistenceOptions, PersistenceOptionsValidator>("Persistence");
        builder.Services.AddSingleton(services => Create(services, connectionName, DatabaseLogins.Application));
        builder.Services.AddKeyedSingleton(PlatformKey, (services, _) => Create(services, connectionName, DatabaseLogins.Platform));
        builder.Services.AddSingleton<WakeSignal<OutboxRelay>>();
        builder.Services.AddSingleton<OutboxWriter>();
        builder.Services.AddSingleton(services => new TenantDb(services.GetRequiredService<NpgsqlDataSource>(),
            services.GetRequiredService<OutboxWriter>(), services.GetRequiredService<WakeSignal<OutboxRelay>>()));
        builder.Services.AddSingleton(services => new PlatformDb(services.GetRequiredKeyedService<NpgsqlDataSource>(PlatformKey),
            services.GetRequiredService<OutboxWriter>(), services.GetRequiredService<WakeSignal<OutboxRelay>>()));
        builder.Services.AddSingleton<IHostedService>(services => new MigrationService(
            OwnerConnectionString(services.GetRequiredService<IConfiguration>(), connectionName),
            migrations,
            services.GetRequiredService<IOptions<PersistenceOptions>>().Value,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<MigrationService>>()));
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database");
    }

    private static NpgsqlDataSource Create(IServiceProvider services, string connectionName, string login)
    {
        var options = services.GetRequiredService<IOptions<PersistenceOptions>>().Value;
        var connection = OwnerConnectionString(services.GetRequiredService<IConfiguration>(), connectionName);
        connection.Username = $"{connection.Database}_{login}";
        connection.Password = options.ApplicationPassword;
        connection.MaxPoolSize = options.MaximumPoolSize;
        connection.MaxAutoPrepare = 100;
        connection.AutoPrepareMinUsages = 2;
        connection.ApplicationName = $"{services.GetRequiredService<Hosting.Module>().Name}-{login}";
        var source = new NpgsqlDataSourceBuilder(connection.ConnectionString);
        source.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        // Background looks happen several times a second: statements outside any span would make a trace each.
        source.ConfigureTracing(static tracing => tracing
            .ConfigureCommandFilter(static _ => Activity.Current is not null)
            .ConfigureBatchFilter(static _ => Activity.Current is not null));
        return source.Build();
    }

    private static NpgsqlConnectionStringBuilder OwnerConnectionString(IConfiguration configuration, string connectionName)
    {
        var text = configuration.GetConnectionString(connectionName)
            ?? throw new StartupException($"No connection string {connectionName}: set ConnectionStrings:{connectionName} (ConnectionStrings__{connectionName}).");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text) { Timeout = 10, CommandTimeout = 30 };
            connection.Database ??= connectionName;
            return connection;
        }
        catch (ArgumentException exception)
        {
            // The text may hold a password: say which setting it is, not what it says.
            throw new StartupException($"ConnectionStrings:{connectionName} is not a PostgreSQL connection string.", exception);
        }
    }
}
