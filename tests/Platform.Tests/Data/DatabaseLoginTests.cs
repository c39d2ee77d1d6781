using System.Reflection;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Platform.Tests.Data;

/// <summary>Who may connect to which database of a cluster, and by which password.</summary>
public sealed class DatabaseLoginTests
{
    private static readonly string[] Logins = ["app", "platform"];
    private static readonly string[] OfEveryCluster = ["postgres", "template1"];

    [Fact]
    public async Task A_login_of_one_database_can_connect_to_no_other_of_the_cluster()
    {
        var (one, other) = (await TenantDatabase.CreateMigratedAsync(), await TenantDatabase.CreateMigratedAsync());

        foreach (var login in Logins)
        {
            Assert.Null(await RefusalAsync(TestDatabase.Login(one, login)));
            foreach (var foreign in (string[])[Database(other), .. OfEveryCluster])
            {
                var elsewhere = new NpgsqlConnectionStringBuilder(TestDatabase.Login(one, login)) { Database = foreign };
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(elsewhere.ConnectionString));
            }
        }
    }

    [Fact]
    public async Task Each_login_connects_by_its_own_password_alone()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        var application = new NpgsqlConnectionStringBuilder(TestDatabase.Login(owner, "app"));
        var platform = new NpgsqlConnectionStringBuilder(TestDatabase.Login(owner, "platform"));
        (application.Password, platform.Password) = (platform.Password, application.Password);

        Assert.Equal(PostgresErrorCodes.InvalidPassword, await RefusalAsync(application.ConnectionString));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, await RefusalAsync(platform.ConnectionString));
    }

    [Fact]
    public async Task An_installation_whose_logins_shared_a_password_is_upgraded_by_one_run()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        await OwnerAsync(owner, $"""
            grant connect on database {Database(owner)} to public;
            revoke select on nanobot.schema_migrations from {Database(owner)}_app, {Database(owner)}_platform;
            alter role {Database(owner)}_app password 'a-password-that-all-logins-shared';
            alter role {Database(owner)}_platform password 'a-password-that-all-logins-shared';
            """);
        var foreign = new NpgsqlConnectionStringBuilder(TestDatabase.Login(await TenantDatabase.CreateMigratedAsync(), "app")) { Database = Database(owner) };
        Assert.Null(await RefusalAsync(foreign.ConnectionString));

        await TestDatabase.MigrateAsync(owner, Assembly.GetExecutingAssembly());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(foreign.ConnectionString));
        foreach (var login in Logins)
        {
            var mine = new NpgsqlConnectionStringBuilder(TestDatabase.Login(owner, login));
            Assert.Null(await RefusalAsync(mine.ConnectionString));
            mine.Password = "a-password-that-all-logins-shared";
            Assert.Equal(PostgresErrorCodes.InvalidPassword, await RefusalAsync(mine.ConnectionString));
        }

        await using var app = TenantDatabase.Build(owner);
        await app.StartAsync();
    }

    [Fact]
    public async Task Migrations_of_other_databases_may_close_those_of_every_cluster_at_the_same_moment()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await OwnerAsync(owner, $"create role {Database(owner)}_other");
        await using var source = NpgsqlDataSource.Create(owner);
        await using var other = await source.OpenConnectionAsync();
        // As another migration would be, amid its own revoking. Those of the tests beside this one may have been quicker.
        await Eventually.TrueAsync(() => HoldOpenAsync(other));

        var migration = TestDatabase.MigrateAsync(owner, Assembly.GetExecutingAssembly());
        await Eventually.TrueAsync(async () => await WaitingAsync(owner) > 0);
        await ExecuteAsync(other, "commit");
        await migration;

        foreach (var shared in OfEveryCluster)
        {
            var login = new NpgsqlConnectionStringBuilder(TestDatabase.Login(owner, "app")) { Database = shared };
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(login.ConnectionString));
        }
    }

    [Fact]
    public async Task A_database_that_cannot_be_closed_is_not_migrated()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        var database = Database(owner);
        // What another login has granted, the owner does not revoke.
        await OwnerAsync(owner, $"""
            create role {database}_other;
            grant connect on database {database} to {database}_other with grant option;
            set role {database}_other;
            grant connect on database {database} to public;
            """);

        var refused = await Assert.ThrowsAsync<StartupException>(() => TestDatabase.MigrateAsync(owner, Assembly.GetExecutingAssembly()));

        Assert.Contains("every login may still connect to it", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Password", "fifteen-letters", "_app must have a password of at least 16 characters")]
    [InlineData("Database", "elsewhere", "name different databases: elsewhere and ")]
    public void A_login_that_cannot_be_made_is_refused_before_anything_is_done(string setting, string value, string reason)
    {
        const string Owner = "Host=127.0.0.1;Port=1;Username=postgres;Database=defaultsdb";
        var login = new NpgsqlConnectionStringBuilder(TestDatabase.Login(setting == "Database" ? $"{Owner};Database={value}" : Owner, "app"));
        login[setting] = value;

        var refused = Assert.Throws<StartupException>(() => TestDatabase.Migrator(Owner, Assembly.GetExecutingAssembly(), application: login.ConnectionString));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("fifteen", refused.Message, StringComparison.Ordinal);
    }

    private static string Database(string owner) => new NpgsqlConnectionStringBuilder(owner).Database!;

    // The code of the refusal; null where it connects.
    private static async Task<string?> RefusalAsync(string connectionString)
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
            await connection.OpenAsync();
            return null;
        }
        catch (PostgresException refused)
        {
            return refused.SqlState;
        }
    }

    private static async Task OwnerAsync(string owner, string statements)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, statements);
    }

    // Opens the database of every cluster, and keeps a change to it that is not committed.
    private static async Task<bool> HoldOpenAsync(NpgsqlConnection connection)
    {
        try
        {
            await ExecuteAsync(connection, "grant connect on database postgres to public; grant connect on database template1 to public");
            await ExecuteAsync(connection, $"begin; grant connect on database postgres to {connection.Database}_other");
            await using var look = new NpgsqlCommand("select has_database_privilege('public', 'postgres', 'connect')", connection);
            if ((bool)(await look.ExecuteScalarAsync())!)
            {
                return true;
            }
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InternalError)
        {
            // Another test's migration has just changed it.
        }

        await ExecuteAsync(connection, "rollback");
        return false;
    }

    private static async Task<long> WaitingAsync(string owner)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%revoke connect%'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statements)
    {
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync();
    }
}
