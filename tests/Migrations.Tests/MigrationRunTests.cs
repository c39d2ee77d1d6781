using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Migrations.Tests;

/// <summary>The migrations as the process that an installation runs once before, or beside, its services.</summary>
public sealed class MigrationRunTests
{
    private const string Tables = "select count(*) from information_schema.tables where table_schema = 'public'";
    private static readonly string[] Databases = ["chatdb", "reportsdb", "schedulerdb", "tenantsdb"];

    [Fact]
    public async Task All_databases_that_have_an_owner_are_migrated_side_by_side()
    {
        var owners = Databases.ToDictionary(name => name, SuiteStores.Shared.CreateDatabase);

        var run = await RunAsync(owners);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var (name, owner) in owners)
        {
            Assert.True(await CountAsync(owner, Tables) > 0, $"{name} has no tables");
            await using var source = NpgsqlDataSource.Create(TestDatabase.Login(owner, "app"));
            await using var connection = await source.OpenConnectionAsync();
        }
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_is_done_as_well()
    {
        var owners = new Dictionary<string, string> { ["chatdb"] = SuiteStores.Shared.CreateDatabase("chatdb") };
        await RunAsync(owners);
        const string Applied = "select count(*) from nanobot.schema_migrations";
        var applied = await CountAsync(owners["chatdb"], Applied);

        var run = await RunAsync(owners);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(applied, await CountAsync(owners["chatdb"], Applied));
    }

    [Fact]
    public async Task The_connection_strings_may_come_from_a_shell_whose_variables_have_no_hyphens()
    {
        var owner = SuiteStores.Shared.CreateDatabase("chatdb");

        var run = await RunAsync(new Dictionary<string, string>(),
        [
            ("ConnectionStrings__chatdb_owner", owner), ("ConnectionStrings__chatdb", TestDatabase.Login(owner, "app")),
            ("ConnectionStrings__chatdb_platform", TestDatabase.Login(owner, "platform")),
        ]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(await CountAsync(owner, Tables) > 0);
    }

    [Fact]
    public async Task One_that_is_named_is_migrated_alone()
    {
        var owners = Databases.ToDictionary(name => name, SuiteStores.Shared.CreateDatabase);

        var run = await RunAsync(owners, [], "tenantsdb");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var (name, owner) in owners)
        {
            Assert.Equal(name == "tenantsdb", await CountAsync(owner, Tables) > 0);
        }
    }

    [Fact]
    public async Task One_that_cannot_be_migrated_is_told_in_one_line_and_the_others_are_migrated()
    {
        var owners = new Dictionary<string, string>
        {
            ["chatdb"] = SuiteStores.Shared.CreateDatabase("chatdb"),
            ["tenantsdb"] = new NpgsqlConnectionStringBuilder(SuiteStores.Shared.CreateDatabase("tenantsdb")) { Database = "nowhere" }.ConnectionString,
        };

        var run = await RunAsync(owners);

        AssertOneLine(run, "The database nowhere cannot be migrated: database \"nowhere\" does not exist (3D000).");
        Assert.True(await CountAsync(owners["chatdb"], Tables) > 0);
    }

    [Fact]
    public async Task A_setting_that_is_wrong_leaves_every_database_as_it_was()
    {
        var owners = Databases.ToDictionary(name => name, SuiteStores.Shared.CreateDatabase);

        var run = await RunAsync(owners, [("ConnectionStrings__tenantsdb-platform", "Host=127.0.0.1;Username=postgres;Password=of-the-superuser")]);

        AssertOneLine(run, "ConnectionStrings:tenantsdb-platform must be of the login tenantsdb_platform");
        Assert.DoesNotContain("of-the-superuser", run.Error + run.Output, StringComparison.Ordinal);
        foreach (var owner in owners.Values)
        {
            Assert.Equal(0, await CountAsync(owner, "select count(*) from pg_namespace where nspname = 'nanobot'"));
        }
    }

    [Theory]
    [InlineData("There is no database 'chat'; there are chatdb, reportsdb, schedulerdb, tenantsdb.", "chat")]
    [InlineData("No connection string chatdb-owner: set ConnectionStrings:chatdb-owner (ConnectionStrings__chatdb_owner).", "chatdb")]
    [InlineData("No owner's connection string is set: ConnectionStrings__chatdb_owner, ConnectionStrings__reportsdb_owner,")]
    public async Task Without_what_it_needs_it_says_what_that_is(string reason, params string[] arguments) =>
        AssertOneLine(await RunAsync(new Dictionary<string, string>(), [], arguments), reason);

    [Fact]
    public async Task A_switch_that_is_neither_true_nor_false_is_named() =>
        AssertOneLine(await RunAsync(new Dictionary<string, string>(), [("Persistence__AllowNewerSchema", "perhaps")]), "'Persistence:AllowNewerSchema'");

    private static void AssertOneLine(ServiceStart run, string reason)
    {
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("The migrations failed: ", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }

    private static Task<ServiceStart> RunAsync(IReadOnlyDictionary<string, string> owners, (string Key, string Value)[]? settings = null, params string[] databases)
    {
        var environment = new Dictionary<string, string?>();
        foreach (var (name, owner) in owners)
        {
            environment[$"ConnectionStrings__{name}-owner"] = owner;
            environment[$"ConnectionStrings__{name}"] = TestDatabase.Login(owner, "app");
            environment[$"ConnectionStrings__{name}-platform"] = TestDatabase.Login(owner, "platform");
        }

        foreach (var (key, value) in settings ?? [])
        {
            environment[key] = value;
        }

        return ServiceStart.RunAsync(typeof(MigrationRun).Assembly, environment, databases);
    }

    private static async Task<long> CountAsync(string owner, string query)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
