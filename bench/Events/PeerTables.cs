using Nanobot.Bench.Firings;
using Npgsql;

namespace Nanobot.Bench.Events;

/// <summary>The rows of writers and of who takes up, as the others have them: one database, one login, nothing of tenants.</summary>
internal static class PeerTables
{
    public static Task MakeAsync(BenchDatabase database) =>
        database.ExecuteAsync("create table made (tenant_id text not null, number int not null); create table effects (tenant_id text not null, number int not null)");

    /// <summary>Keeps what a writer has made, in its transaction.</summary>
    public static Task MadeAsync(NpgsqlConnection connection, int number, CancellationToken cancellationToken) => RowAsync(connection, "made", number, cancellationToken);

    /// <summary>Keeps an effect.</summary>
    public static async Task TakenAsync(NpgsqlDataSource source, int number, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await RowAsync(connection, "effects", number, cancellationToken);
    }

    private static async Task RowAsync(NpgsqlConnection connection, string table, int number, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"insert into {table} (tenant_id, number) values ($1, $2)", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = $"bench-{number % 1000}" }, new NpgsqlParameter<int> { TypedValue = number } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
