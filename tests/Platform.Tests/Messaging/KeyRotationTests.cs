using System.Text.Json;
using System.Text.Json.Nodes;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>Events at rest say who caused them; they are signed by the key of the day on which they leave.</summary>
public sealed class KeyRotationTests
{
    private static readonly TestKey First = TestKeys.Of(MessagingHost.Group);
    private static readonly TestKey Second = TestKey.New("test-2", MessagingHost.Group);

    [Fact]
    public async Task An_event_written_under_one_key_leaves_and_takes_effect_when_only_the_next_is_trusted()
    {
        using var redis = new OwnRedis();
        var ada = TestContexts.User();
        string owner;
        await using (var before = await MessagingHost.StartAsync(redis: redis.Connection))
        {
            // Nothing leaves yet: Redis is not there.
            await before.PublishAsync(ada, new ThingHappened(1));
            owner = before.Owner;
        }

        Assert.DoesNotContain("tenantcontext", await RowAsync(owner), StringComparison.Ordinal);
        redis.Start();
        await using var after = await StartAsync(Second, owner, redis.Connection);

        await after.ExpectAsync(ada, 1);
        Assert.Equal(ada, await ContextAsync(after, Second));
    }

    [Fact]
    public async Task What_Redis_loses_after_a_rotation_leaves_again_under_the_new_key_and_is_believed()
    {
        var ada = TestContexts.User();
        string owner, redis;
        await using (var before = await MessagingHost.StartAsync())
        {
            await before.PublishAsync(ada, new ThingHappened(1));
            await before.ExpectAsync(ada, 1);
            await before.SettleAsync();
            (owner, redis) = (before.Owner, before.RedisConnection);
        }

        await using var after = await StartAsync(Second, owner, redis);
        // So that it shows when the event arrives again.
        await ExecuteAsync(owner, "delete from nanobot.inbox");
        await after.AdministerAsync("FLUSHDB");

        await after.ExpectAsync(ada, 1, 1);
        await after.SettleAsync();
        Assert.Equal(ada, await ContextAsync(after, Second));
        Assert.Empty(await after.EntriesAsync($"{ThingHappened.Topic}.dlq"));
    }

    [Fact]
    public async Task What_was_signed_by_a_key_that_is_trusted_no_more_is_not_believed()
    {
        var ada = TestContexts.User();
        await using var before = await MessagingHost.StartAsync();
        await before.PublishAsync(ada, new ThingHappened(1));
        var entry = Assert.Single(await Eventually.GetAsync(() => before.EntriesAsync(ThingHappened.Topic), entries => entries.Count > 0));

        await using var after = await StartAsync(Second, null, null);
        await after.AddAsync(entry["data"]);

        var letter = Assert.Single(await Eventually.GetAsync(() => after.EntriesAsync($"{ThingHappened.Topic}.dlq"), entries => entries.Count > 0));
        Assert.Contains("context_invalid", letter["metadata"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada", TenantRole.User)]
    [InlineData(null, TenantRole.TenantAdmin)]
    public async Task A_row_of_the_previous_version_leaves_signed_anew_as_whoever_its_envelope_names(string? user, string role)
    {
        await using var host = await MessagingHost.StartAsync();
        var tenant = TestContexts.NewTenantId();
        var id = Guid.NewGuid();
        var envelope = new JsonObject
        {
            ["specversion"] = "1.0", ["id"] = id.ToString(), ["source"] = MessagingHost.Group, ["type"] = ThingHappened.Topic,
            ["datacontenttype"] = "application/json", ["pubsubname"] = "pubsub", ["topic"] = ThingHappened.Topic,
            ["time"] = "2026-01-01T00:00:00+00:00", ["traceid"] = "", ["traceparent"] = "", ["tracestate"] = "",
            ["tenantid"] = tenant, ["tenantcontext"] = "eyJ2IjoxLCJraWQiOiJrMSJ9.AAAA", ["data"] = new JsonObject { ["number"] = 7 },
        };
        if (user is not null)
        {
            envelope["userid"] = user;
        }

        await ExecuteAsync(host.Owner, "insert into nanobot.outbox (event_id, tenant_id, topic, envelope) values ($1, $2, $3, $4)",
            id, tenant, ThingHappened.Topic, envelope.ToJsonString());

        await host.ExpectAsync(TestContexts.Admin(tenant), 7);
        Assert.Equal(TestContexts.Of(tenant, user, role), await ContextAsync(host, First));
    }

    [Fact]
    public async Task A_row_that_is_no_envelope_holds_up_no_other()
    {
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();
        await ExecuteAsync(host.Owner, "insert into nanobot.outbox (event_id, tenant_id, topic, envelope) values (gen_random_uuid(), 't-1', $1, 'null')", ThingHappened.Topic);

        await host.PublishAsync(ada, new ThingHappened(1));

        await host.ExpectAsync(ada, 1);
        Assert.Contains("malformed", Assert.Single(await host.EntriesAsync($"{ThingHappened.Topic}.dlq"))["metadata"], StringComparison.Ordinal);
    }

    private static Task<MessagingHost> StartAsync(TestKey key, string? owner, string? redis) =>
        MessagingHost.StartAsync(owner: owner, redis: redis, keys: TestKeys.Settings([key], [TestKeys.Of("gateway"), key]));

    /// <summary>The context in the topic's one entry, as whoever trusts <paramref name="key"/> alone sees it.</summary>
    private static async Task<TenantContext?> ContextAsync(MessagingHost host, TestKey key)
    {
        var entry = Assert.Single(await host.EntriesAsync(ThingHappened.Topic));
        using var envelope = JsonDocument.Parse(entry["data"]);
        return TestContexts.Codec(null, MessagingHost.Group, TestKeys.Settings([key], [TestKeys.Of("gateway"), key]))
            .Verify(envelope.RootElement.GetProperty("tenantcontext").GetString(), ContextAudience.Event);
    }

    private static async Task<string> RowAsync(string owner)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand("select outbox::text from nanobot.outbox");
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(string owner, string sql, params object[] arguments)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        await command.ExecuteNonQueryAsync();
    }
}
