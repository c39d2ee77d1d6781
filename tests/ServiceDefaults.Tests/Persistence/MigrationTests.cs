using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Data.Migrating;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.ServiceDefaults.Tests.Persistence;

public sealed class MigrationTests
{
    [Fact]
    public async Task Replicas_that_start_together_migrate_once()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        var replicas = Enumerable.Range(0, 4).Select(_ => TenantDatabase.Build(owner)).ToList();

        await Task.WhenAll(replicas.Select(replica => replica.StartAsync()));

        Assert.Equal(3L, await ScalarAsync(owner, "select count(*) from nanobot.schema_migrations"));
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_from_a_newer_version_stops_the_start_and_says_so()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await StartAndStopAsync(owner);
        await ScalarAsync(owner, "insert into nanobot.schema_migrations values ('service', 99, '0099_future.sql', 'x', now())");

        var refused = await Assert.ThrowsAsync<StartupException>(() => StartAndStopAsync(owner));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        Assert.Contains("0099_future.sql", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task During_a_rolling_upgrade_the_older_version_may_start_on_the_newer_schema()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await StartAndStopAsync(owner);
        await ScalarAsync(owner, "insert into nanobot.schema_migrations values ('service', 99, '0099_future.sql', 'x', now())");

        await using var app = TenantDatabase.Build(owner, builder => builder.Configuration["Persistence:AllowNewerSchema"] = "true");
        await app.StartAsync();
    }

    [Fact]
    public async Task An_applied_migration_with_another_text_stops_the_start()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await StartAndStopAsync(owner);
        await ScalarAsync(owner, "update nanobot.schema_migrations set checksum = 'other' where version = 1");

        var refused = await Assert.ThrowsAsync<StartupException>(() => StartAndStopAsync(owner));

        Assert.Contains("0001_tenancy.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_logins_password_stands_in_no_statement()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await StartAndStopAsync(owner);

        Assert.Equal(0L, await ScalarAsync(owner, "select count(*) from pg_stat_activity where query like '%tests-only-password%' and pid <> pg_backend_pid()"));
    }

    [Fact]
    public async Task A_replica_waits_for_anothers_migration_longer_than_a_statement_may_take_elsewhere()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await using var source = NpgsqlDataSource.Create(owner);
        await using var other = await source.OpenConnectionAsync();
        await ExecuteAsync(other, $"select pg_advisory_lock({MigrationService.LockKey})");
        await using var app = TenantDatabase.Build($"{owner};Command Timeout=1");

        var start = app.StartAsync();
        await WaitsAsync(owner, "select pg_advisory_lock%");
        await ExecuteAsync(other, $"select pg_advisory_unlock({MigrationService.LockKey})");

        await start;
    }

    [Fact]
    public async Task A_replica_that_waits_too_long_for_anothers_migration_stops_and_says_so()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await using var source = NpgsqlDataSource.Create(owner);
        await using var other = await source.OpenConnectionAsync();
        await ExecuteAsync(other, $"select pg_advisory_lock({MigrationService.LockKey})");
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        await using var app = TenantDatabase.Build(owner, builder => builder.Services.AddSingleton<TimeProvider>(clock));

        var start = app.StartAsync();
        await WaitsAsync(owner, "select pg_advisory_lock%");
        clock.Advance(TimeSpan.FromMinutes(3));

        var refused = await Assert.ThrowsAsync<StartupException>(() => start);
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
        await using var app = TenantDatabase.Build($"{owner};Command Timeout=1", builder => builder.Services.AddSingleton<TimeProvider>(clock));

        var start = app.StartAsync();
        await WaitsAsync(owner, "create schema%");
        clock.Advance(TimeSpan.FromMinutes(3));
        await ExecuteAsync(other, "rollback");

        await start;
    }

    [Fact]
    public async Task A_connection_that_ends_amid_a_migration_stops_the_start_with_a_line_that_names_the_database()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await using var source = NpgsqlDataSource.Create(owner);
        await using var other = await source.OpenConnectionAsync();
        await ExecuteAsync(other, "begin; create schema nanobot");
        await using var app = TenantDatabase.Build(owner);

        var start = app.StartAsync();
        await WaitsAsync(owner, "create schema%");
        await ExecuteAsync(other, "select pg_terminate_backend(pid) from pg_stat_activity where query like 'create schema%' and datname = current_database()");

        var refused = await Assert.ThrowsAsync<StartupException>(() => start);
        Assert.StartsWith($"The database {new NpgsqlConnectionStringBuilder(owner).Database} cannot be migrated: ", refused.Message, StringComparison.Ordinal);
    }

    // Longer than the command time-out of the connection strings above.
    private static Task WaitsAsync(string owner, string statement) => Eventually.TrueAsync(async () => 1L == (long)(await ScalarAsync(owner, $"""
        select count(*) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '{statement}' and clock_timestamp() - query_start > interval '3 s'
        """))!);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task StartAndStopAsync(string owner)
    {
        await using var app = TenantDatabase.Build(owner);
        await app.StartAsync();
    }

    private static async Task<object?> ScalarAsync(string owner, string statement)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync();
    }
}
