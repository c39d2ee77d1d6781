using System.Reflection;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Architecture.Tests;

/// <summary>A fresh database with all migrations of a service, as its owner sees it.</summary>
internal sealed class MigratedDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    private MigratedDatabase(string owner) => _source = NpgsqlDataSource.Create(owner);

    public static async Task<MigratedDatabase> CreateAsync(string service)
    {
        var owner = SuiteStores.Shared.CreateDatabase("constraints");
        await TestDatabase.MigrateAsync(owner, Assembly.Load(service));
        return new MigratedDatabase(owner);
    }

    public async Task<List<T>> ReadAsync<T>(string query, Func<NpgsqlDataReader, T> map, params object[] parameters)
    {
        await using var command = _source.CreateCommand(query);
        foreach (var parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter);
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
