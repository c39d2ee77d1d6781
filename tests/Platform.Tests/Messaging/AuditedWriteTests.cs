using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Messaging.Outbox;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Platform.Tests.Data;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>A change and its audit entry are one transaction, whichever way the change is written.</summary>
public sealed class AuditedWriteTests : IAsyncLifetime
{
    private const string Insert = "insert into notes (tenant_id, user_id, text) values ($1, $2, $3)";
    private const string Delete = "delete from notes where text = $1";
    private readonly string _owner = SuiteStores.Shared.CreateDatabase("defaultsdb");
    private readonly TenantContext _ada = TestContexts.User();
    private WebApplication _app = null!;

    private TenantDb Db => _app.Services.GetRequiredService<TenantDb>();

    public async Task InitializeAsync()
    {
        await TestDatabase.MigrateAsync(_owner, Assembly.GetExecutingAssembly());
        _app = TenantDatabase.Build(_owner, static builder =>
        {
            builder.Services.AddSingleton<WakeSignal<OutboxRelay>>();
            builder.Services.AddSingleton<WakeSignal<AuditTelling>>();
            builder.Services.AddSingleton<IOutbox, OutboxWriter>();
            builder.Services.AddSingleton<IAuditTrail, AuditEvents>();
        });
        await _app.StartAsync();
        await ReadAsync("create table notes (tenant_id text not null, user_id text not null, text text not null); call nanobot.protect_user_table('notes');");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Several_writes_of_one_work_in_several_transactions_leave_one_entry()
    {
        using (Work().Begin())
        {
            await Db.TransactionAsync(_ada, async transaction =>
            {
                await transaction.ExecuteAsync(default, Note("one"));
                await transaction.PublishAsync(new UserCreated("ada", "zh", "UTC"), default);
                await transaction.ExecuteAsync(default, Note("two"));
            }, default);
            await Db.ExecuteAsync(_ada, Note("three"), default);
            await Db.TransactionAsync(_ada, transaction => transaction.ExecuteAsync(default, Note("four")), default);
        }

        Assert.Equal(["user.created.v1 -", "audit.recorded.v1 notes.write"], await ToldAsync());
    }

    [Fact]
    public async Task A_statement_by_itself_leaves_an_entry_where_it_changes_something()
    {
        using (Work().Begin())
        {
            Assert.Equal(0, await Db.ExecuteAsync(_ada, new Sql(Delete, "nothing"), default));
            Assert.Empty(await ToldAsync());
            Assert.Equal(1, await Db.ExecuteAsync(_ada, Note("one"), default));
        }

        using (Work("notes.change").Begin())
        {
            Assert.Equal(["one"], await Db.QueryAsync(_ada, new Sql("update notes set text = 'two' returning 'one'"), static row => row.GetString(0), default));
        }

        Assert.Equal(["audit.recorded.v1 notes.write", "audit.recorded.v1 notes.change"], await ToldAsync());
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_no_entry_and_the_next_transaction_of_the_work_does()
    {
        using (Work().Begin())
        {
            await Assert.ThrowsAsync<TimeoutException>(() => Db.TransactionAsync(_ada, async transaction =>
            {
                await transaction.ExecuteAsync(default, Note("one"));
                throw new TimeoutException();
            }, default));
            await Assert.ThrowsAsync<PostgresException>(() => Db.ExecuteAsync(_ada, new Sql(Insert, "another", "ada", "x"), default));
            Assert.Empty(await ToldAsync());
            await Db.TransactionAsync(_ada, transaction => transaction.ExecuteAsync(default, Note("two")), default);
        }

        Assert.Equal(["audit.recorded.v1 notes.write"], await ToldAsync());
    }

    [Fact]
    public async Task Reading_locking_and_the_platforms_own_notes_leave_none()
    {
        await Db.ExecuteAsync(_ada, Note("one"), default);
        using (Work().Begin())
        {
            await Db.QueryAsync(_ada, new Sql("select text from notes for update"), static row => row.GetString(0), default);
            await Db.ExecuteAsync(_ada, Note("two") with { IsBookkeeping = true }, default);
            await Db.TransactionAsync(_ada, async transaction =>
            {
                await transaction.QueryAsync(new Sql("select text from notes for update"), static row => row.GetString(0), default);
                await transaction.ExecuteAsync(default, Note("three") with { IsBookkeeping = true });
                await transaction.ExecuteAsync(default, new Sql(Delete, "nothing"));
            }, default);
        }

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Work_that_is_none_anybody_asked_for_leaves_none()
    {
        await Db.TransactionAsync(_ada, transaction => transaction.ExecuteAsync(default, Note("one")), default);

        Assert.Empty(await ToldAsync());
    }

    private static AuditedWork Work(string operation = "notes.write") => new() { Operation = operation, Role = TenantRole.User, UserId = "ada" };

    private Sql Note(string text) => new(Insert, _ada.TenantId, _ada.UserId, text);

    private Task<List<string>> ToldAsync() => ReadAsync("select topic || ' ' || coalesce(envelope::jsonb #>> '{data,entry,operation}', '-') from nanobot.outbox order by id");

    private async Task<List<string>> ReadAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(_owner);
        await using var command = source.CreateCommand(statement);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
