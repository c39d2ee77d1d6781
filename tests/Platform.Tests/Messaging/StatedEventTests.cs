using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>Events that statements take up, in the one round trip that remembers them.</summary>
public sealed class StatedEventTests
{
    [Fact]
    public async Task An_event_takes_effect_once_however_often_it_comes_and_in_its_order()
    {
        await using var host = await MessagingHost.StartAsync(configure: Stated);
        var ada = TestContexts.User();
        await host.PublishAsync(ada, [new(1), new(2), new(3)]);
        await host.ExpectAsync(ada, 1, 2, 3);

        foreach (var entry in await host.EntriesAsync(ThingHappened.Topic))
        {
            await host.AddAsync(entry["data"], entry["metadata"]);
        }

        await host.PublishAsync(ada, new ThingHappened(4));
        await host.ExpectAsync(ada, 1, 2, 3, 4);
        await host.SettleAsync();
        Assert.Equal([1, 2, 3, 4], await host.EffectsAsync(ada));
    }

    [Fact]
    public async Task What_fails_is_not_remembered_and_is_tried_again()
    {
        var effects = new Effects { Failures = 2 };
        await using var host = await MessagingHost.StartAsync(configure: builder => builder.Services.AddSingleton<IEventStatements<ThingHappened>>(effects));
        var ada = TestContexts.User();

        await host.PublishAsync(ada, new ThingHappened(1));

        await host.ExpectAsync(ada, 1);
        Assert.Equal((-1, 1L), (effects.Failures, await host.OwnerScalarAsync<long>("select count(*) from nanobot.inbox")));
    }

    private static void Stated(WebApplicationBuilder builder) => builder.Services.AddSingleton<IEventStatements<ThingHappened>, Effects>();

    private sealed class Effects : IEventStatements<ThingHappened>
    {
        /// <summary>How many times more it fails, behind its effect.</summary>
        public int Failures { get; set; }

        public IReadOnlyList<SqlStep> Of(ThingHappened integrationEvent, TenantContext context) =>
        [
            SqlStep.Do(new Sql("insert into effects (tenant_id, number) values ($1, $2)", context.RequiredTenantId, integrationEvent.Number) { IsBookkeeping = true }),
            .. Failures-- > 0 ? [SqlStep.Do(new Sql("update effects set number = number / 0") { IsBookkeeping = true })] : Array.Empty<SqlStep>(),
        ];
    }
}
