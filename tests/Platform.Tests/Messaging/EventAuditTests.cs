using Microsoft.AspNetCore.Builder;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>What a handler of an event changes leaves its audit entry, in the transaction that remembers the event.</summary>
public sealed class EventAuditTests
{
    private const string Entries = """
        select coalesce(string_agg(concat_ws(' ', entry ->> 'operation', entry ->> 'role', entry ->> 'user_id', tenant_id, (entry ->> 'target') = remembered), ';'), '')
        from (select tenant_id, envelope::jsonb #> '{data,entry}' as entry, (select max(event_id) from nanobot.inbox where tenant_id = outbox.tenant_id) as remembered
            from nanobot.outbox where topic = 'audit.recorded.v1') told
        """;

    [Fact]
    public async Task It_says_which_module_did_it_because_of_which_event_and_it_is_one_however_often_the_event_comes()
    {
        await using var host = await MessagingHost.StartAsync(configure: Changing);
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        await host.ExpectAsync(ada, 1);

        await Eventually.TrueAsync(async () => await host.OwnerScalarAsync<string>(Entries) == $"test.events.test.thing.v1 system ada {ada.TenantId} t");
        var entry = (await host.EntriesAsync(ThingHappened.Topic))[0];
        await host.AddAsync(entry["data"], entry["metadata"]);
        await host.SettleAsync();
        Assert.Equal($"test.events.test.thing.v1 system ada {ada.TenantId} t", await host.OwnerScalarAsync<string>(Entries));
    }

    [Fact]
    public async Task What_fails_leaves_none_and_what_it_comes_to_in_the_end_leaves_one()
    {
        var tries = 0;
        var before = new Before { Act = (_, _, _) => ++tries < 3 ? throw new InvalidOperationException("broken") : Task.CompletedTask };
        await using var host = await MessagingHost.StartAsync(before, configure: Changing);
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        await host.ExpectAsync(ada, 1);

        Assert.Equal(1L, await host.OwnerScalarAsync<long>("select count(*) from nanobot.outbox where topic = 'audit.recorded.v1'"));
    }

    [Fact]
    public async Task What_changes_nothing_of_the_tenants_leaves_none()
    {
        await using var host = await MessagingHost.StartAsync();
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        await host.ExpectAsync(ada, 1);

        Assert.Equal(0L, await host.OwnerScalarAsync<long>("select count(*) from nanobot.outbox where topic = 'audit.recorded.v1'"));
    }

    // Registered last, so that it is the one that is asked.
    private static void Changing(WebApplicationBuilder builder) => builder.Services.AddEventHandler<ThingHappened, Changes>();

    private sealed class Changes(Before before) : IEventHandler<ThingHappened>
    {
        public async Task HandleAsync(ThingHappened integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken)
        {
            await before.Act(integrationEvent, transaction, cancellationToken);
            await transaction.ExecuteAsync(cancellationToken,
                new Sql("insert into effects (tenant_id, number) values ($1, $2)", transaction.Context.RequiredTenantId, integrationEvent.Number));
        }
    }
}
