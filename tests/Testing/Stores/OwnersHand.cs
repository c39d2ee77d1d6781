using System.Collections.Concurrent;
using Npgsql;

namespace Nanobot.Testing.Stores;

/// <summary>Changes rows of a service's database past the service, as another version of it or a person may have.</summary>
public static class OwnersHand
{
    // To begin a session costs more than most statements, and some tests change a row before each of a thousand requests.
    private static readonly ConcurrentDictionary<string, NpgsqlDataSource> Sources = new(StringComparer.Ordinal);

    /// <summary>Runs one statement as the database's owner.</summary>
    /// <param name="owner">The owner's connection string.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="arguments">Its arguments, in order.</param>
    public static async Task ExecuteAsync(string owner, string sql, params object[] arguments)
    {
        var source = Sources.GetOrAdd(owner, static owner => NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(owner) { Pooling = true, MaxPoolSize = 4, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 5 }.ConnectionString));
        await using var command = source.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        await command.ExecuteNonQueryAsync();
    }
}
