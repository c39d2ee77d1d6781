using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Names;
using Npgsql;

namespace Nanobot.Platform.Data.Migrating;

/// <summary>
/// Brings one module's database up to this build as its owner: forward only, in order, checksummed, under an advisory lock so that
/// several that start together migrate once. It also makes the logins that the module's service connects by.
/// </summary>
public sealed partial class DatabaseMigrator
{
    [MakesStoreNames("A session's lock, by its number.")]
    private const string Lock = "select pg_advisory_lock($1)";
    private const int ShortestPassword = 16;
    private const int TcpKeepAliveSeconds = 15;
    private const string Upkeep = """
        do $$ begin
            if to_regprocedure('public.upkeep()') is not null then
                set local lock_timeout = '5s';
                call public.upkeep();
            end if;
        end $$
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(100);

    private readonly NpgsqlConnectionStringBuilder _owner;
    private readonly NpgsqlConnectionStringBuilder[] _logins;
    private readonly IReadOnlyList<Migration> _migrations;
    private readonly bool _allowNewerSchema;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Reads what it needs to know, and connects to nothing.</summary>
    /// <param name="name">Name of the database's connection strings, for example <c>chatdb</c>.</param>
    /// <param name="module">The assembly that holds the module's SQL, under <c>migrations/NNNN_name.sql</c>.</param>
    /// <param name="configuration">Holds the connection strings <c>{name}-owner</c>, <c>{name}</c> and <c>{name}-platform</c>.</param>
    /// <param name="options">Whether a newer schema is accepted.</param>
    /// <param name="time">Counts the wait for the database.</param>
    /// <param name="logger">Is told what was applied.</param>
    /// <exception cref="StartupException">A connection string is missing or cannot be; names it.</exception>
    public DatabaseMigrator(
        string name, Assembly module, IConfiguration configuration, PersistenceOptions options, TimeProvider time, ILogger<DatabaseMigrator> logger)
    {
        _owner = DatabaseLogins.ReadOwner(configuration, name);
        _logins = [DatabaseLogins.ReadApplication(configuration, name), DatabaseLogins.ReadPlatform(configuration, name)];
        _migrations = Migration.Load(module);
        _allowNewerSchema = options.AllowNewerSchema;
        (_time, _logger) = (time, logger);
        foreach (var login in _logins)
        {
            Check(login);
        }
    }

    /// <summary>Whether the owner's connection string is set, so that the database can be migrated from here.</summary>
    public static bool HasOwner(IConfiguration configuration, string name) => DatabaseLogins.HasOwner(configuration, name);

    /// <summary>Migrates. Waits at most two minutes for the database and for others that migrate it; what a migration takes, it takes.</summary>
    /// <exception cref="StartupException">It could not; says why.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await using var source = Source();
            await using var connection = await OpenAsync(source, linked.Token);
            await ExecuteAsync(connection, new Sql(Lock, ModuleLock.Migrations.Number), linked.Token);
            await MigrateAsync(connection, cancellationToken);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new StartupException($"It was stopped before the database {_owner.Database} at {_owner.Host}:{_owner.Port} was migrated.", exception);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new StartupException($"The database {_owner.Database} at {_owner.Host}:{_owner.Port} did not become ready within {Deadline.TotalMinutes} minutes.", exception);
        }
        catch (NpgsqlException exception)
        {
            throw new StartupException($"The database {_owner.Database} cannot be migrated: {exception.Reason()}.", exception);
        }
    }

    // The owner's login is used once: no pool, and no trace of the statements that set passwords. Statements have no time-out;
    // that the server is gone is noticed by the connection.
    private NpgsqlDataSource Source() => new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(_owner.ConnectionString)
    {
        Pooling = false,
        CommandTimeout = 0,
        TcpKeepAlive = true,
        TcpKeepAliveTime = TcpKeepAliveSeconds,
        TcpKeepAliveInterval = TcpKeepAliveSeconds,
    }.ConnectionString).ReadNoTypes().ConfigureTracing(tracing => tracing.ConfigureCommandFilter(static _ => false)).Build();

    private async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        for (string? last = null; ;)
        {
            try
            {
                return await source.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException exception) when (exception.IsAway())
            {
                if (exception.Message != last)
                {
                    Log.Waiting(_logger, _owner.Database, last = exception.Message);
                }

                await Task.Delay(RetryEvery, _time, cancellationToken);
            }
        }
    }

    private async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, new Sql(MigrationHistory.CreateSchema), cancellationToken);
        await ExecuteAsync(connection, new Sql(MigrationHistory.CreateTable), cancellationToken);
        var applied = await MigrationHistory.ReadAsync(connection, cancellationToken);
        MigrationHistory.Verify(_owner.Database!, _migrations, applied, _allowNewerSchema);
        await LoginProvisioning.EnsureAsync(connection, _logins, cancellationToken);
        await ExecuteAsync(connection, new Sql(MigrationHistory.GrantSelect), cancellationToken);
        foreach (var migration in _migrations.Where(migration => !applied.ContainsKey((migration.Set, migration.Version))))
        {
            await ApplyAsync(connection, migration, cancellationToken);
            Log.Applied(_logger, _owner.Database, migration.Set, migration.Name);
        }

        await KeepUpAsync(connection, cancellationToken);
    }

    // What a schema wants done again and again, such as partitions for the time to come, is a procedure of its own. It waits for nobody for long: the next start comes.
    private async Task KeepUpAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(connection, new Sql(Upkeep), cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            Log.NotKeptUp(_logger, _owner.Database, exception.MessageText);
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
            new Sql(MigrationHistory.Insert, migration.Set, migration.Version, migration.Name, migration.Checksum, _time.GetUtcNow()),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private void Check(NpgsqlConnectionStringBuilder login)
    {
        if (login.Database != _owner.Database)
        {
            throw new StartupException($"The connection strings of {login.Username} and of the owner name different databases: {login.Database} and {_owner.Database}.");
        }

        if (login.Password is not { Length: >= ShortestPassword })
        {
            throw new StartupException($"The connection string of {login.Username} must have a password of at least {ShortestPassword} characters.");
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, Sql statement, CancellationToken cancellationToken) =>
        await new SqlSession(connection, null).ExecuteAsync([statement], cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Migrated {Database}: {Set} {Name}")]
        public static partial void Applied(ILogger logger, string? database, string set, string name);

        [LoggerMessage(LogLevel.Warning, "The upkeep of {Database} is left to the next start: {Reason}")]
        public static partial void NotKeptUp(ILogger logger, string? database, string reason);

        [LoggerMessage(LogLevel.Information, "Waiting for the database {Database}: {Reason}")]
        public static partial void Waiting(ILogger logger, string? database, string reason);
    }
}
