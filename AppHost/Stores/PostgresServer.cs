using Nanobot.AppHost.Running;
using Npgsql;

namespace Nanobot.AppHost.Stores;

/// <summary>What the suite asks of its PostgreSQL server before others may use it.</summary>
internal static class PostgresServer
{
    private const int SecondsToConnect = 5;

    // Creating a database writes all of it to the disk, which may be busy.
    private const int SecondsToCreate = 120;

    /// <summary>Connects as the superuser.</summary>
    /// <exception cref="StartFailedException">The data was made with another password.</exception>
    public static async Task ConnectAsync(StoreProcess store, string data, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(store, cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new StartFailedException(
                $"the data in {data} was made with another password than the parameter postgres-password holds now. Restore the user secrets it "
                + $"was made with, or remove {data} to start clean, or start with --ephemeral to leave it alone.", exception);
        }
    }

    /// <summary>Makes the databases that are not there yet, side by side: PostgreSQL waits more than it works for each.</summary>
    public static async Task CreateDatabasesAsync(StoreProcess store, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(store, cancellationToken);
        await using var list = new NpgsqlCommand("select array_agg(datname::text) from pg_database", connection);
        var present = (string[])(await list.ExecuteScalarAsync(cancellationToken))!;
        await Task.WhenAll(store.Databases.Except(present).Select(name => CreateAsync(store, name, cancellationToken)));
    }

    private static async Task CreateAsync(StoreProcess store, string name, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(store, cancellationToken);
        // A name cannot be a parameter.
        await using var create = new NpgsqlCommand($"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<NpgsqlConnection> OpenAsync(StoreProcess store, CancellationToken cancellationToken)
    {
        var address = new NpgsqlConnectionStringBuilder(await store.ConnectionStringExpression.GetValueAsync(cancellationToken))
        {
            Database = "postgres", Pooling = false, Timeout = SecondsToConnect, CommandTimeout = SecondsToCreate,
        };
        var connection = new NpgsqlConnection(address.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
