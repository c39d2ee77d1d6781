using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Configuration;
using Npgsql;

namespace Nanobot.Platform.Data.Migrating;

/// <summary>
/// Brings the database up to this build before anything else of the service starts: forward only, in order, checksummed,
/// under an advisory lock so that replicas starting together migrate once.
/// </summary>
internal sealed partial class MigrationService(
    NpgsqlConnectionStringBuilder owner,
    Assembly assembly,
    PersistenceOptions options,
    TimeProvider time,
    ILogger<MigrationService> logger) : IHostedLifecycleService
{
    internal const long LockKey = 0x6e616e6f626f74;
    private const int TcpKeepAliveSeconds = 15;
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(250);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // For the waiting alone: what a migration takes, such as an index on a large table, it takes.
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await using var source = Source();
            await using var connection = await OpenAsync(source, linked.Token);
            await ExecuteAsync(connection, new Sql("select pg_advisory_lock($1)", LockKey), linked.Token);
            await MigrateAsync(connection, cancellationToken);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new StartupException($"The database {owner.Database} at {owner.Host}:{owner.Port} did not become ready within {Deadline.TotalMinutes} minutes.", exception);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new StartupException($"It was stopped before the database {owner.Database} at {owner.Host}:{owner.Port} was ready.", exception);
        }
        catch (NpgsqlException exception)
        {
            var reason = exception is PostgresException { MessageText: var text, SqlState: var state } ? $"{text} ({state})" : exception.Message;
            throw new StartupException($"The database {owner.Database} cannot be migrated: {reason}.", exception);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The owner's pool would outlive its use and hold superuser connections open; no pool at all, and no trace of the
    // statements that set passwords. Statements have no time-out; that the server is gone is noticed by the connection.
    private NpgsqlDataSource Source() => new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(owner.ConnectionString)
    {
        Pooling = false,
        CommandTimeout = 0,
        TcpKeepAlive = true,
        TcpKeepAliveTime = TcpKeepAliveSeconds,
        TcpKeepAliveInterval = TcpKeepAliveSeconds,
    }.ConnectionString).ConfigureTracing(tracing => tracing.ConfigureCommandFilter(static _ => false)).Build();

    private async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await source.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException exception) when (exception.IsTransient || exception.InnerException is IOException or System.Net.Sockets.SocketException)
            {
                Log.Waiting(logger, owner.Database, exception.Message);
                await Task.Delay(RetryEvery, time, cancellationToken);
            }
        }
    }

    private async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var migrations = Migration.Load(assembly);
        await LoginProvisioning.EnsureAsync(connection, options.ApplicationPassword, cancellationToken);
        await ExecuteAsync(connection, new Sql(MigrationHistory.CreateSchema), cancellationToken);
        await ExecuteAsync(connection, new Sql(MigrationHistory.CreateTable), cancellationToken);
        var applied = await MigrationHistory.ReadAsync(connection, cancellationToken);
        MigrationHistory.Verify(owner.Database!, migrations, applied, options.AllowNewerSchema);
        foreach (var migration in migrations.Where(migration => !applied.ContainsKey((migration.Set, migration.Version))))
        {
            await ApplyAsync(connection, migration, cancellationToken);
            Log.Applied(logger, owner.Database, migration.Set, migration.Name);
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var script = new NpgsqlCommand(migration.Text, connection))
        {
            await script.ExecuteNonQueryAsync(cancellationToken);
        }

        await ExecuteAsync(connection,
            new Sql(MigrationHistory.Insert, migration.Set, migration.Version, migration.Name, migration.Checksum, time.GetUtcNow()),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, Sql statement, CancellationToken cancellationToken) =>
        await new SqlSession(connection, null).ExecuteAsync([statement], cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Migrated {Database}: {Set} {Name}")]
        public static partial void Applied(ILogger logger, string? database, string set, string name);

        [LoggerMessage(LogLevel.Warning, "Waiting for the database {Database}: {Reason}")]
        public static partial void Waiting(ILogger logger, string? database, string reason);
    }
}
