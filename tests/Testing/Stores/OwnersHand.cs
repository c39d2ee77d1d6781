using Npgsql;

namespace Nanobot.Testing.Stores;

/// <summary>Changes rows of a service's database past the service, as another version of it or a person may have.</summary>
public static class OwnersHand
{
    /// <summary>Runs one statement as the database's owner.</summary>
    /// <param name="owner">The owner's connection string.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="arguments">Its arguments, in order.</param>
    public static async Task ExecuteAsync(string owner, string sql, params object[] arguments)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        await command.ExecuteNonQueryAsync();
    }
}
