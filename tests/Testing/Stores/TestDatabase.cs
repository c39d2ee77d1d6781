using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Nanobot.Platform.Data;
using Nanobot.Platform.Data.Migrating;
using Npgsql;

namespace Nanobot.Testing.Stores;

/// <summary>A module's database on the tests' server, told by its owner's connection string.</summary>
public static class TestDatabase
{
    private static readonly ConcurrentDictionary<Assembly, Lazy<Task<string>>> Templates = new();

    /// <summary>What a service needs to connect by its two logins: settings by their keys.</summary>
    /// <param name="name">Name of the connection strings, for example <c>chatdb</c>.</param>
    /// <param name="owner">The owner's connection string.</param>
    public static Dictionary<string, string?> Settings(string name, string owner) => new()
    {
        [$"ConnectionStrings:{name}"] = Login(owner, "app"),
        [$"ConnectionStrings:{name}-platform"] = Login(owner, "platform"),
    };

    /// <summary>The connection string of a login, <c>app</c> or <c>platform</c>; it pools as a service does, while assertions hold nothing open.</summary>
    public static string Login(string owner, string login)
    {
        var connection = new NpgsqlConnectionStringBuilder(owner) { Pooling = true };
        connection.Username = $"{connection.Database}_{login}";
        connection.Password = $"tests-only-password-of-{connection.Username}";
        return connection.ConnectionString;
    }

    /// <summary>
    /// Makes the database of an owner's connection string with its logins and its schema, as a copy of one that was migrated once in this process: its logins
    /// may what the logins of that one may.
    /// </summary>
    public static async Task CreateAsync(string owner, Assembly module)
    {
        var template = await Templates.GetOrAdd(module, static module => new Lazy<Task<string>>(() => MakeTemplateAsync(module))).Value;
        await SuiteStores.Shared.CopyDatabaseAsync(template, owner);
        await SuiteStores.Shared.ExecuteAsync($"{Role("app")}; {Role("platform")}");

        string Role(string login)
        {
            var made = new NpgsqlConnectionStringBuilder(Login(owner, login));
            return $"create role {made.Username} login password '{made.Password}' in role {new NpgsqlConnectionStringBuilder(Login(template, login)).Username}";
        }
    }

    /// <summary>Makes the logins and the schema, by what the product's migrations run.</summary>
    public static Task MigrateAsync(string owner, Assembly module) => Migrator(owner, module).MigrateAsync(CancellationToken.None);

    /// <summary>What migrates it.</summary>
    /// <param name="owner">The owner's connection string.</param>
    /// <param name="module">The assembly that holds the SQL.</param>
    /// <param name="options">Whether a newer schema is accepted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="application">The connection string of the application's login, where it is another than a service gets.</param>
    public static DatabaseMigrator Migrator(
        string owner, Assembly module, PersistenceOptions? options = null, TimeProvider? time = null, string? application = null)
    {
        var settings = Settings("module", owner);
        settings["ConnectionStrings:module-owner"] = owner;
        settings["ConnectionStrings:module"] = application ?? settings["ConnectionStrings:module"];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new DatabaseMigrator("module", module, configuration, options ?? new PersistenceOptions(), time ?? TimeProvider.System, NullLogger<DatabaseMigrator>.Instance);
    }

    private static async Task<string> MakeTemplateAsync(Assembly module)
    {
        var owner = SuiteStores.Shared.CreateDatabase("template");
        await MigrateAsync(owner, module);
        return owner;
    }
}
