using Nanobot.ServiceDefaults.Hosting;
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
