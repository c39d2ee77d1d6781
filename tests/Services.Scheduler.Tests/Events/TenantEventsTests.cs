using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Events;

public sealed class TenantEventsTests
{
    [Fact]
    public async Task A_due_job_of_a_suspended_tenant_waits_and_fires_as_its_tenant_stands_once_it_is_activated()
    {
        await using var host = new SchedulerHost(live: true);
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve"));
        await PublishAsync(host, "professional", 2, new TenantSuspended(host.Ada.RequiredTenantId, 2));
        await Eventually.TrueAsync(async () => await StatesAsync(host) is ["suspended"]);
        var at = DateTimeOffset.UtcNow.AddSeconds(5);
        var job = await CreateAsync(ada, at);

        // Due later than the other: when it has fired, the other has been passed over.
        var later = await CreateAsync(eve, at.AddMilliseconds(10));
        await Eventually.TrueAsync(async () => (await eve.HistoryAsync(later.Id())).Count == 1);
        Assert.Empty(await ada.HistoryAsync(job.Id()));

        await PublishAsync(host, "enterprise", 3, new TenantActivated(host.Ada.RequiredTenantId, 3));
        await Eventually.TrueAsync(async () => (await ada.HistoryAsync(job.Id())).Count == 1);
        Assert.Equal([("user", "enterprise", 3L)], await host.QueryAsync(
            "select role, plan, epoch from nanobot.outbox where topic = 'report.requested.v1' and tenant_id = $1",
            static row => (row.GetString(0), row.GetString(1), row.GetInt64(2)), host.Ada.RequiredTenantId));
    }

    private static Task<System.Text.Json.Nodes.JsonObject> CreateAsync(HttpClient client, DateTimeOffset at) =>
        client.CreateAsync(new { kind = "at", time = at.ToString("O", CultureInfo.InvariantCulture), payload = Wire.Report() });

    private static Task<List<string>> StatesAsync(SchedulerHost host) => host.QueryAsync(
        "select status from nanobot.tenant_states where tenant_id = $1", static row => row.GetString(0), host.Ada.RequiredTenantId);

    // The host publishes and consumes; in the suite the tenants module publishes.
    private static Task PublishAsync<TEvent>(SchedulerHost host, string plan, long epoch, TEvent told)
        where TEvent : IIntegrationEvent<TEvent> => host.Services.GetRequiredService<TenantDb>().TransactionAsync(
            TestContexts.Of(host.Ada.TenantId, null, TenantRole.TenantAdmin, plan, epoch),
            transaction => transaction.PublishAsync(told, CancellationToken.None), CancellationToken.None);
}
