using System.Diagnostics;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>One row of the outbox that another version wrote, or a hand, holds up none of the others.</summary>
public sealed class UnreadableOutboxTests
{
    private const string Envelope = """{"specversion":"1.0","id":"b","source":"test","type":"test.thing.v1","topic":"test.thing.v1","time":"2030-01-01T00:00:00Z","data":{"number":9}}""";

    public static TheoryData<string, string> Rows => new()
    {
        { "envelope", "no JSON" },
        { "envelope", "null" },
        { "envelope", "{}" },
        { "envelope", Envelope.Replace("\"number\":9", "\"number\":\"nine\"", StringComparison.Ordinal) },
        { "envelope", Envelope.Replace(",\"data\":{\"number\":9}", "", StringComparison.Ordinal) },
        { "envelope", Envelope.Replace("2030-01-01", "2030-99-99", StringComparison.Ordinal) },
        { "envelope", Envelope.Replace("\"id\":\"b\"", "\"id\":null", StringComparison.Ordinal) },
        { "role", "operator" },
        { "role", "owner_of_a_later_version" },
        { "created_at", "12000-01-01 00:00:00+00" },
        { "created_at", "0044-03-15 12:00:00+00 BC" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_stands_behind_it_leaves(string column, string value)
    {
        // As in a module whose spans are wanted: those of an event are read out of its envelope.
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Nanobot.Messaging",
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();
        await ExecuteAsync(host, "alter table nanobot.outbox drop constraint outbox_role_check", []);

        await ExecuteAsync(host, """
            insert into nanobot.outbox (event_id, tenant_id, user_id, role, epoch, topic, envelope, created_at)
            values (gen_random_uuid(), $1, 'ada', $2, 1, 'test.thing.v1', $3, $4::text::timestamptz)
            """,
            [ada.TenantId!, column == "role" ? value : "user", column == "envelope" ? value : Envelope, column == "created_at" ? value : "2030-01-01Z"]);
        await host.PublishAsync(ada, new ThingHappened(1));

        // An event that only has an odd time is whole.
        await host.ExpectAsync(ada, column == "created_at" ? [9, 1] : [1]);
        await host.SettleAsync();
    }

    [Fact]
    public async Task However_many_of_them_stand_in_front()
    {
        await using var host = await MessagingHost.StartAsync(settings: ("Messaging:PublishBatch", "5"));
        var ada = TestContexts.User();
        await ExecuteAsync(host, """
            insert into nanobot.outbox (event_id, tenant_id, user_id, role, epoch, topic, envelope, created_at)
            select gen_random_uuid(), $1, 'ada', 'user', 1, 'test.thing.v1', 'no JSON', '0044-03-15 12:00:00+00 BC' from generate_series(1, 12)
            """, [ada.TenantId!]);

        await host.PublishAsync(ada, new ThingHappened(1));

        await host.ExpectAsync(ada, 1);
        await host.SettleAsync();
    }

    private static async Task ExecuteAsync(MessagingHost host, string sql, object[] arguments)
    {
        await using var source = NpgsqlDataSource.Create(host.Owner);
        await using var command = source.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.AddWithValue(argument);
        }

        await command.ExecuteNonQueryAsync();
    }
}
