using Microsoft.Extensions.Logging.Abstractions;
using Nanobot.Platform.Data;
using Nanobot.Platform.Data.Migrating;
using Nanobot.Services.Scheduler;
using Npgsql;

namespace Nanobot.Bench.Firings;

/// <summary>A database on the stage's server, used as its owner; removed at the end.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private const int Patience = 600;

    private readonly string _name;
    private readonly string _server;
    private readonly NpgsqlDataSource _owner;

    private BenchDatabase(string server, string name)
    {
        (_server, _name) = (server, name);
        Owner = new NpgsqlConnectionStringBuilder(server) { Database = name, CommandTimeout = Patience }.ConnectionString;
        _owner = NpgsqlDataSource.Create(Owner);
    }

    /// <summary>The superuser's connection string.</summary>
    public string Owner { get; }

    /// <summary>Makes an empty one.</summary>
    public static async Task<BenchDatabase> CreateAsync(Stage stage, string name)
    {
        await OnServerAsync(stage.Postgres, $"drop database if exists {name} with (force)");
        await OnServerAsync(stage.Postgres, $"create database {name}");
        return new BenchDatabase(stage.Postgres, name);
    }

    /// <summary>Makes one with the scheduler's schema, by the product's own migrations.</summary>
    public static async Task<BenchDatabase> CreateSchedulerAsync(Stage stage, string name)
    {
        var database = await CreateAsync(stage, name);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            database.Settings("schedulerdb").Append(new("ConnectionStrings:schedulerdb-owner", database.Owner))).Build();
        await new DatabaseMigrator("schedulerdb", typeof(SchedulerModule).Assembly, configuration, new PersistenceOptions(), TimeProvider.System,
            NullLogger<DatabaseMigrator>.Instance).MigrateAsync(CancellationToken.None);
        return database;
    }

    /// <summary>The connection strings of the two logins that a service has.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings(string name) =>
        [new($"ConnectionStrings:{name}", Login("app")), new($"ConnectionStrings:{name}-platform", Login("platform"))];

    /// <summary>Runs a statement.</summary>
    public async Task ExecuteAsync(string sql, params object[] arguments) => await QueryAsync<object>(sql, static _ => 0, arguments);

    /// <summary>The first column of the first row.</summary>
    public async Task<T> ValueAsync<T>(string sql, params object[] arguments) => (await QueryAsync(sql, static row => row.GetFieldValue<T>(0), arguments))[0];

    /// <summary>All rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> map, params object[] arguments)
    {
        await using var command = _owner.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _owner.DisposeAsync();
        await OnServerAsync(_server, $"drop database {_name} with (force)");
    }

    private static async Task OnServerAsync(string server, string statement)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = Patience };
        await command.ExecuteNonQueryAsync();
    }

    private string Login(string login) => new NpgsqlConnectionStringBuilder(_server)
    {
        Database = _name, Username = $"{_name}_{login}", Password = $"bench-only-password-of-{_name}_{login}",
    }.ConnectionString;
}
