using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Outbox;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing.Stores;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Platform.Tests.Data;

/// <summary>One database with a user-owned and a tenant-owned table, shared by the tests; each has its own tenants.</summary>
public sealed class TenantDatabase : IAsyncLifetime
{
    private WebApplication _app = null!;

    public string Owner { get; } = SuiteStores.Shared.CreateDatabase("defaultsdb");

    public TenantDb Db => _app.Services.GetRequiredService<TenantDb>();

    public PlatformDb Platform => _app.Services.GetRequiredService<PlatformDb>();

    public NpgsqlDataSource Application => _app.Services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>A database with the logins and what every database has.</summary>
    public static async Task<string> CreateMigratedAsync()
    {
        var owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
        await TestDatabase.MigrateAsync(owner, Assembly.GetExecutingAssembly());
        return owner;
    }

    public static WebApplication Build(string owner, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("test"));
        builder.Configuration.AddInMemoryCollection(TestDatabase.Settings("defaultsdb", owner));
        configure?.Invoke(builder);
        builder.AddServiceDefaults("test");
        builder.AddModuleDatabase(new("defaultsdb", Assembly.GetExecutingAssembly()));
        return builder.Build();
    }

    public async Task InitializeAsync()
    {
        await TestDatabase.MigrateAsync(Owner, Assembly.GetExecutingAssembly());
        _app = Build(Owner, static builder =>
        {
            builder.Services.AddSingleton<WakeSignal<OutboxRelay>>();
            builder.Services.AddSingleton<IOutbox, OutboxWriter>();
        });
        await _app.StartAsync();
        await using var source = NpgsqlDataSource.Create(Owner);
        await using var command = source.CreateCommand("""
            create table notes (tenant_id text not null, user_id text not null, text text not null);
            call nanobot.protect_user_table('notes');
            create table plans (tenant_id text not null, text text not null);
            call nanobot.protect_tenant_table('plans');
            """);
        await command.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();
}

public sealed class TenantDbTests(TenantDatabase database) : IClassFixture<TenantDatabase>
{
    private const string InsertNote = "insert into notes (tenant_id, user_id, text) values ($1, $2, $3)";
    private const string SelectNotes = "select text from notes";

    [Fact]
    public async Task A_user_sees_its_own_rows_and_no_others()
    {
        var ada = TestContexts.User("ada");
        var bob = TestContexts.User("bob", ada.TenantId);
        var foreign = TestContexts.User("ada");
        foreach (var context in new[] { ada, bob, foreign })
        {
            await database.Db.ExecuteAsync(context, new Sql(InsertNote, context.TenantId, context.UserId, $"{context.UserId}@{context.TenantId}"), default);
        }

        foreach (var context in new[] { ada, bob, foreign })
        {
            var notes = await database.Db.QueryAsync(context, new Sql(SelectNotes), row => row.GetString(0), default);
            Assert.Equal([$"{context.UserId}@{context.TenantId}"], notes);
        }
    }

    [Fact]
    public async Task A_row_of_another_tenant_or_user_cannot_be_written()
    {
        var ada = TestContexts.User("ada");

        foreach (var (tenant, user) in new[] { (TestContexts.NewTenantId(), "ada"), (ada.RequiredTenantId, "bob") })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                database.Db.ExecuteAsync(ada, new Sql(InsertNote, tenant, user, "x"), default));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task Without_a_tenant_the_applications_login_sees_no_row_at_all()
    {
        var ada = TestContexts.User("ada");
        await database.Db.ExecuteAsync(ada, new Sql(InsertNote, ada.TenantId, ada.UserId, "x"), default);

        await using var command = database.Application.CreateCommand("select count(*) from notes");

        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_pooled_connection_does_not_keep_the_last_tenant()
    {
        var ada = TestContexts.User("ada");
        await database.Db.ExecuteAsync(ada, new Sql(InsertNote, ada.TenantId, ada.UserId, "x"), default);
        for (var i = 0; i < 30; i++)
        {
            await database.Db.QueryAsync(ada, new Sql(SelectNotes), row => row.GetString(0), default);
            await using var command = database.Application.CreateCommand("select coalesce(current_setting('app.tenant_id', true), '')");
            Assert.Equal("", await command.ExecuteScalarAsync());
        }
    }

    [Fact]
    public async Task A_connection_that_was_given_back_in_the_middle_of_a_failed_or_cancelled_transaction_keeps_no_tenant_and_no_change()
    {
        await using var one = TenantDatabase.Build(database.Owner, static builder => builder.Configuration["Persistence:MaximumPoolSize"] = "1");
        var db = one.Services.GetRequiredService<TenantDb>();
        var ada = TestContexts.User("ada");
        using var gone = new CancellationTokenSource();
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.TransactionAsync(ada, async transaction =>
        {
            await transaction.ExecuteAsync(default, new Sql(InsertNote, ada.TenantId, ada.UserId, "lost"));
            throw new InvalidOperationException("Changed my mind.");
        }, default));
        await Assert.ThrowsAnyAsync<PostgresException>(() => db.TransactionAsync(ada, transaction =>
            transaction.ExecuteAsync(default, new Sql(InsertNote, "another", ada.UserId, "refused")), default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.TransactionAsync(ada, async transaction =>
        {
            await transaction.ExecuteAsync(default, new Sql(InsertNote, ada.TenantId, ada.UserId, "left"));
            var sleeping = transaction.ExecuteAsync(gone.Token, new Sql("select pg_sleep(60)"));
            await gone.CancelAsync();
            await sleeping;
        }, default));

        await using var command = one.Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select concat_ws(',', nullif(current_setting('app.tenant_id', true), ''), nullif(current_setting('app.user_id', true), ''), nullif(current_setting('app.role', true), ''))");
        Assert.Equal("", await command.ExecuteScalarAsync());
        Assert.Empty(await db.QueryAsync(ada, new Sql(SelectNotes), row => row.GetString(0), default));
    }

    [Fact]
    public async Task A_context_without_a_tenant_does_no_tenant_work() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            database.Db.QueryAsync(TestContexts.Operator, new Sql(SelectNotes), row => row.GetString(0), default));

    [Fact]
    public async Task The_restricted_logins_own_nothing_and_cannot_bypass_row_security()
    {
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var command = source.CreateCommand("""
            select count(*) filter (where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb), count(*),
                   (select count(*) from pg_class join pg_roles on pg_roles.oid = relowner where rolname like '%\_app' or rolname like '%\_platform')
            from pg_roles where rolname in (current_database() || '_app', current_database() || '_platform')
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();

        Assert.Equal((0L, 2L, 0L), (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2)));
    }

    [Fact]
    public async Task The_application_cannot_switch_row_security_off_or_make_tables()
    {
        foreach (var attempt in new[] { "alter table notes disable row level security", "drop policy user_rows on notes", "create table mine (x int)", "set role postgres" })
        {
            await using var command = database.Application.CreateCommand(attempt);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        await using var setting = database.Application.CreateCommand("set row_security = off; select * from notes");
        await Assert.ThrowsAsync<PostgresException>(() => setting.ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task The_platform_sees_only_tables_that_let_it()
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.Platform.QueryAsync(new PlatformScope("test"), new Sql(SelectNotes), row => row.GetString(0), default));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task An_event_is_in_the_outbox_if_and_only_if_its_transaction_commits()
    {
        var ada = TestContexts.User("ada");
        await database.Db.TransactionAsync(ada, tx => tx.PublishAsync(new UserConfigUpdated("ada", 1), default), default);
        await Assert.ThrowsAsync<TimeoutException>(() => database.Db.TransactionAsync(ada, async tx =>
        {
            await tx.PublishAsync(new UserConfigUpdated("ada", 2), default);
            throw new TimeoutException();
        }, default));

        var envelopes = await database.Db.QueryAsync(ada, new Sql("select envelope from nanobot.outbox"), row => row.GetString(0), default);

        Assert.Contains("\"revision\":1", Assert.Single(envelopes), StringComparison.Ordinal);
    }
}
