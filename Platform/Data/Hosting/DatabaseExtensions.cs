using System.Diagnostics;
using Aspire.Npgsql;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Core.Telemetry;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data.Migrating;
using Npgsql;

namespace Nanobot.Platform.Data.Hosting;

/// <summary>
/// Registers a service's database. The service connects by two restricted logins, <c>ConnectionStrings:{name}</c> and
/// <c>{name}-platform</c>, and has no other: the owner's is for the migrations, which run beside the services.
/// </summary>
internal static class DatabaseExtensions
{
    internal const string PlatformKey = "platform";

    private const string Section = "Persistence";
    private static readonly TimeSpan HealthDeadline = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Adds Aspire's data sources of the two logins, <see cref="TenantDb"/> and <see cref="PlatformDb"/> on them, the health check
    /// <c>database</c>, and the wait for the migrations embedded in <paramref name="database"/> under
    /// <c>migrations/NNNN_name.sql</c>, which comes before anything else of the service.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="database">Its connection strings' name and its migrations.</param>
    internal static void AddModuleDatabase(this IHostApplicationBuilder builder, ModuleDatabase database)
    {
        var (connectionName, migrations) = database;
        builder.AddValidatedOptions<PersistenceOptions, PersistenceOptionsValidator>(Section);
        var application = DatabaseLogins.ReadApplication(builder.Configuration, connectionName);
        var platform = DatabaseLogins.ReadPlatform(builder.Configuration, connectionName);
        builder.AddNpgsqlDataSource(connectionName,
            settings => Connect(settings, application, builder.Configuration),
            source =>
            {
                Configure(source, builder.Configuration);
                // Whoever takes a connection finds nothing of who had it before: TenantDb sets what it sets for one transaction, and that ends with
                // its own. The usual reset would be seven statements more for each of the few that a request makes.
                source.ConnectionStringBuilder.NoResetOnClose = true;
            });
        builder.AddKeyedNpgsqlDataSource(PlatformKey,
            settings =>
            {
                Connect(settings, platform, builder.Configuration);
                // One login's answer tells whether the database is there.
                settings.DisableHealthChecks = true;
            },
            source => Configure(source, builder.Configuration));
        StoreHealth.Adopt(builder, "PostgreSql", "database", HealthDeadline, HealthStatus.Unhealthy);
        builder.Services.AddSingleton<UnreadableRows>();
        builder.Services.AddSingleton(services => new TenantDb(services.GetRequiredService<NpgsqlDataSource>(),
            services.GetService<IOutbox>(), services.GetRequiredService<UnreadableRows>(), services.GetService<IAuditTrail>()));
        builder.Services.AddSingleton(services => new PlatformDb(services.GetRequiredKeyedService<NpgsqlDataSource>(PlatformKey),
            services.GetService<IOutbox>(), services.GetRequiredService<UnreadableRows>(), services.GetService<IAuditTrail>()));
        builder.Services.AddSingleton<IExclusiveLock, DatabaseLock>();
        builder.Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<SchemaGate>(
            services, application, migrations, services.GetRequiredService<IOptions<PersistenceOptions>>().Value));
    }

    private static void Connect(NpgsqlSettings settings, NpgsqlConnectionStringBuilder login, IConfiguration configuration)
    {
        settings.ConnectionString = login.ConnectionString;
        settings.DisableTracing = settings.DisableMetrics = !TelemetryCollection.IsOn(configuration);
    }

    // Runs when the data source is first asked for: the options have been validated by then.
    private static void Configure(NpgsqlDataSourceBuilder source, IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<PersistenceOptions>() ?? new PersistenceOptions();
        var connection = source.ConnectionStringBuilder;
        connection.CommandTimeout = 30;
        connection.MaxPoolSize = options.MaximumPoolSize;
        connection.MaxAutoPrepare = 100;
        connection.AutoPrepareMinUsages = 2;
        connection.ApplicationName = connection.Username;
        source.ReadNoTypes();
        // On spans and metrics in place of the connection string.
        source.Name = connection.Username;
        // Background looks happen several times a second: statements outside any span would make a trace each.
        source.ConfigureTracing(static tracing => tracing
            .ConfigureCommandFilter(static _ => Activity.Current is not null)
            .ConfigureBatchFilter(static _ => Activity.Current is not null)
            .ConfigureCommandSpanNameProvider(static command => StatementNames.Of(command.CommandText))
            .ConfigureBatchSpanNameProvider(static batch => StatementNames.Of(batch)));
    }
}
