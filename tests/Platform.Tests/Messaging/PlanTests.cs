using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Outbox;
using Npgsql;

namespace Nanobot.Platform.Tests.Messaging;

public sealed class PlanTests
{
    [Fact]
    public async Task The_statements_that_run_all_the_time_use_their_indexes()
    {
        const string Fill = """
            insert into nanobot.outbox (event_id, tenant_id, topic, envelope, published_at)
            select gen_random_uuid(), 't-' || n % 100, 'test.thing.v1', '{}', case when n % 1000 = 0 then null else now() - n * interval '1 s' end
            from generate_series(1, 20000) n;
            insert into nanobot.inbox (tenant_id, source, event_id, received_at)
            select 't-' || n % 100, 'test', n::text, now() - n * interval '1 s' from generate_series(1, 20000) n;
            analyze nanobot.outbox;
            analyze nanobot.inbox;
            """;
        var owner = await MessagingHost.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(owner);
        await using (var fill = source.CreateCommand(Fill))
        {
            await fill.ExecuteNonQueryAsync();
        }

        var before = DateTimeOffset.UtcNow - TimeSpan.FromHours(5.5);
        await AssertPlanAsync(source, new Sql(OutboxRelay.Waiting, 500), "outbox_waiting");
        await AssertPlanAsync(source, new Sql(MessagePurge.Outbox, before, 100), "outbox_published");
        await AssertPlanAsync(source, new Sql(MessagePurge.Inbox, before, 100), "inbox_received");
    }

    private static async Task AssertPlanAsync(NpgsqlDataSource source, Sql statement, string index)
    {
        await using var connection = await source.OpenConnectionAsync();
        var plan = string.Join('\n', await new SqlSession(connection, null).QueryAsync(
            new Sql("explain " + statement.Text, statement.Arguments), row => row.GetString(0), default));

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }
}
