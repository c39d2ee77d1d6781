using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Data;
using Nanobot.Platform.Data.Migrating;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Platform.Tests.Data;

public sealed class DatabaseMigratorTests
{
    private const string FromTheFuture = "insert into nanobot.schema_migrations values ('service', 99, '0099_future.sql', 'x', now())";

    [Fact]
    public async Task Several_that_start_together_migrate_once()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => MigrateAsync(owner)));

        Assert.Equal((long)Migration.Load(Assembly.GetExecutingAssembly()).Count, await ScalarAsync(owner, "select count(*) from nanobot.schema_migrations"));
    }

    [Fact]
    public async Task A_database_from_a_newer_version_is_refused_and_its_logins_are_left_alone()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        await ScalarAsync(owner, FromTheFuture);
        const string Passwords = "select string_agg(rolpassword, ' ' order by rolname) from pg_authid where rolname like current_database() || '\\_%'";
        var before = await ScalarAsync(owner, Passwords);

        var refused = await Assert.ThrowsAsync<StartupException>(() => MigrateAsync(owner));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        Assert.Contains("0099_future.sql", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await ScalarAsync(owner, Passwords));
    }

    [Fact]
    public async Task During_a_rolling_upgrade_the_older_versions_migrations_may_run_on_the_newer_schema()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        await ScalarAsync(owner, FromTheFuture);

        await MigrateAsync(owner, new PersistenceOptions { AllowNewerSchema = true });
    }

    [Fact]
    public async Task An_applied_migration_with_another_text_is_refused()
    {
        var owner = await TenantDatabase.CreateMigratedAsync();
        await ScalarAsync(owner, "update nanobot.schema_migrations set checksum = 'other' where version = 1");

        var refused = await Assert.ThrowsAsync<StartupException>(() => MigrateAsync(owner));

        Assert.Contains("0001_tenancy.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_logins_passwords_stand_in_no_statement()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await using var source = NpgsqlDataSource.Create(owner);
        await using var other = await source.OpenConnectionAsync();
        // While another transaction is about to make the login, its own making can be looked at.
        await ExecuteAsync(other, $"begin; create role {other.Database}_app");

        var migration = MigrateAsync(owner);
        await WaitsAsync(owner, "%create role%");
        var statement = (string)(await ScalarAsync(owner, "select query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"))!;
        await ExecuteAsync(other, "rollback");
        await migration;

        Assert.Contains("create role", statement, StringComparison.Ordinal);
        Assert.DoesNotContain("tests-only-password", statement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_waits_for_anothers_migration_longer_than_a_statement_may_take_elsewhere()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await using var source = NpgsqlDataSource.Create(owner);
        await using var other = await source.OpenConnectionAsync();
        await ExecuteAsync(other, $"select pg_advisory_lock({ModuleLock.Migrations.Number})");

        var migration = MigrateAsync($"{owner};Command Timeout=1");
        await WaitsAsync(owner, "select pg_advisory_lock%", Longer);
        await ExecuteAsync(other, $"select pg_advisory_unlock({ModuleLock.Migrations.Number})");

        await migration;
    }

    [Fact]
    public async Task One_that_waits_too_long_for_anothers_migration_stops_and_says_so()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await using var source = NpgsqlDataSource.Create(owner);
        await using var other = await source.OpenConnectionAsync();
        await ExecuteAsync(other, $"select pg_advisory_lock({ModuleLock.Migrations.Number})");
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);

        var migration = MigrateAsync(owner, time: clock);
        await WaitsAsync(owner, "select pg_advisory_lock%");
        clock.Advance(TimeSpan.FromMinutes(3));

        var refused = await Assert.ThrowsAsync<StartupException>(() => migration);
        Assert.Contains("did not become ready within 2 minutes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_may_take_longer_than_a_statement_elsewhere_and_than_the_wait_for_the_database()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await using var source = NpgsqlDataSource.Create(owner);
        await using var other = await source.OpenConnectionAsync();
        // What another transaction is about to make, the migration waits for.
        await ExecuteAsync(other, "begin; create schema nanobot");
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);

        var migration = MigrateAsync($"{owner};Command Timeout=1", time: clock);
        await WaitsAsync(owner, "create schema%", Longer);
        clock.Advance(TimeSpan.FromMinutes(3));
        await ExecuteAsync(other, "rollback");

        await migration;
    }

    [Fact]
    public async Task One_that_is_stopped_amid_a_migration_ends_and_says_so()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await using var source = NpgsqlDataSource.Create(owner);
        await using var other = await source.OpenConnectionAsync();
        await ExecuteAsync(other, "begin; create schema nanobot");
        using var stop = new CancellationTokenSource();

        var migration = Migrator(owner).MigrateAsync(stop.Token);
        await WaitsAsync(owner, "create schema%");
        await stop.CancelAsync();

        var stopped = await Assert.ThrowsAsync<StartupException>(() => migration);
        Assert.StartsWith("It was stopped before the database", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_ends_amid_a_migration_ends_it_with_a_line_that_names_the_database()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await using var source = NpgsqlDataSource.Create(owner);
        await using var other = await source.OpenConnectionAsync();
        await ExecuteAsync(other, "begin; create schema nanobot");

        var migration = MigrateAsync(owner);
        await WaitsAsync(owner, "create schema%");
        await ExecuteAsync(other, "select pg_terminate_backend(pid) from pg_stat_activity where query like 'create schema%' and datname = current_database()");

        var refused = await Assert.ThrowsAsync<StartupException>(() => migration);
        Assert.StartsWith($"The database {other.Database} cannot be migrated: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.ToString(), StringComparison.Ordinal);
    }

    // Longer than the command time-out of the connection strings that have one.
    private static TimeSpan Longer { get; } = TimeSpan.FromSeconds(3);

    private static Task WaitsAsync(string owner, string statement, TimeSpan atLeast = default) => Eventually.TrueAsync(async () => 1L == (long)(await ScalarAsync(owner, $"""
        select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '{statement}'
            and clock_timestamp() - query_start > interval '{atLeast.TotalSeconds} s'
        """))!);

    private static DatabaseMigrator Migrator(string owner, PersistenceOptions? options = null, TimeProvider? time = null) =>
        TestDatabase.Migrator(owner, Assembly.GetExecutingAssembly(), options, time);

    private static Task MigrateAsync(string owner, PersistenceOptions? options = null, TimeProvider? time = null) =>
        Migrator(owner, options, time).MigrateAsync(default);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(string owner, string statement)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }
}
