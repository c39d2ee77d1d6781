using Npgsql;

namespace Aspire.Hosting.Engine.Stores;

/// <summary>Creates the databases of a server that are missing.</summary>
internal static class PostgresDatabases
{
    private const string Exists = "select 1 from pg_database where datname = $1";

    /// <param name="data">Where the server's data is.</param>
    /// <param name="secrets">The file of the secrets that this suite made.</param>
    /// <exception cref="DistributedApplicationException">The password is not the one that the data was made with.</exception>
    public static async Task CreateMissingAsync(
        PostgresServerResource server, IReadOnlyList<PostgresDatabaseResource> databases, string data, string secrets, CancellationToken ct)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(await server.ConnectionStringExpression.GetValueAsync(ct)) { Database = "postgres", Pooling = false };
        try
        {
            await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
            await connection.OpenAsync(ct);
            foreach (var database in databases)
            {
                await using var exists = new NpgsqlCommand(Exists, connection) { Parameters = { new() { Value = database.DatabaseName } } };
                if (await exists.ExecuteScalarAsync(ct) is not null)
                    continue;
                // A name cannot be a parameter.
                await using var create = new NpgsqlCommand($"create database \"{database.DatabaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
                await create.ExecuteNonQueryAsync(ct);
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new DistributedApplicationException(
                $"{server.Name}: the data in {data} was made with another password than '{server.PasswordParameter.Name}' holds now. "
                + $"Restore the secrets it was made with ({secrets}), or remove {data} to start clean, or start with --ephemeral to leave it alone.",
                e);
        }
    }
}
