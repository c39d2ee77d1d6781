using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Services.Scheduler.Webhooks.Delivering;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Webhooks;

/// <summary>Who delivers what, and whether it may be delivered at all.</summary>
public sealed class DeliveryClaimTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task What_a_process_that_died_had_begun_another_does_when_its_lease_ends_and_what_the_dead_one_writes_later_counts_for_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await receiver.FireAsync(host, ada);
        var dead = Assert.Single(await host.Services.GetRequiredService<WorkClaims<ClaimedDelivery>>().TakeAsync(10, default));
        Assert.Equal(0, await host.DeliverAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, await host.DeliverAsync());

        Assert.False(await host.Services.GetRequiredService<DeliveryEnds>().EndAsync(dead, new DeliveryOutcome("WEBHOOK_REFUSED", 500), null, null, default));
        await host.Services.GetRequiredService<DeliveryQueue>().ReturnAsync(dead, TimeSpan.Zero, default);
        Assert.Equal(0, await host.DeliverAsync());
        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("completed", 2), (run.Text("status"), run["tries"]!.GetValue<int>()));
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task Where_the_processes_of_all_tries_died_the_run_has_failed()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await receiver.FireAsync(host, ada);
        for (var i = 0; i < DeliveryPlan.MostTries; i++)
        {
            Assert.Single(await host.Services.GetRequiredService<WorkClaims<ClaimedDelivery>>().TakeAsync(10, default));
            host.Clock.Advance(TimeSpan.FromSeconds(61));
        }

        await host.DeliverAsync();
        Assert.Empty(receiver.Received);
        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("failed", "WEBHOOK_UNFINISHED", 8), (run.Text("status"), run.Text("error_code"), run["tries"]!.GetValue<int>()));
    }

    [Fact]
    public async Task However_many_look_at_once_each_run_is_told_once()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(receiver.Hourly());
        host.Clock.Advance(24 * Hour);
        await host.ScanAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.DeliverAsync()));

        Assert.Equal((24, 24), (made.Sum(), receiver.Received.Select(static told => told.Headers["webhook-id"]).Distinct().Count()));
        Assert.Equal(24, receiver.Received.Count);
    }

    [Theory]
    [InlineData("suspended")]
    [InlineData("deleted")]
    public async Task Of_a_tenant_that_may_not_work_nothing_is_told_until_it_may_again(string status)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        await receiver.FireAsync(host, ada);
        host.Tenants.Stand(host.Ada.RequiredTenantId, status, epoch: 2);
        Assert.Equal(0, await host.DeliverAsync());
        Assert.Equal([0], await host.QueryAsync("select attempts from deliveries", static row => row.GetInt32(0)));

        host.Tenants.Stand(host.Ada.RequiredTenantId, "active", epoch: 3);
        await host.SetTenantAsync(host.Ada, "active", epoch: 3);
        Assert.Equal(1, await host.DeliverAsync());
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task What_has_fired_of_a_job_that_is_paused_is_told_and_of_one_that_is_deleted_not()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var (paused, gone) = (await ada.CreateAsync(receiver.Hourly()), await ada.CreateAsync(receiver.Hourly()));
        host.Clock.Advance(Hour);
        await host.ScanAsync();
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{paused.Id()}", new { enabled = false }, HttpStatusCode.OK);
        await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{gone.Id()}", null, HttpStatusCode.NoContent);

        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal(paused.Id(), Assert.Single(receiver.Received).Json["data"]!["job_id"]!.GetValue<string>());
        Assert.Equal([Guid.Parse(paused.Id())], await host.QueryAsync("select job_id from webhooks", static row => row.GetGuid(0)));
    }

    [Fact]
    public async Task A_run_of_a_job_that_does_something_else_by_then_has_failed()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await receiver.FireAsync(host, ada);
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { payload = Wire.Report() }, HttpStatusCode.OK);
        await host.DeliverAsync();

        Assert.Empty(receiver.Received);
        Assert.Equal("WEBHOOK_REPLACED", Assert.Single(await ada.HistoryAsync(job.Id())).Text("error_code"));
        Assert.Empty(await host.QueryAsync("select 1 from webhooks", static row => row.GetInt32(0)));
    }

    [Fact]
    public async Task Of_a_job_whose_receiver_is_down_only_so_many_runs_wait()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await receiver.FireAsync(host, ada);
        receiver.Says.Status(500);
        await host.ExecuteAsync("""
            insert into deliveries (tenant_id, user_id, job_id, scheduled_for, due_at)
            select tenant_id, user_id, job_id, scheduled_for + number * interval '1 minute', 'infinity' from deliveries cross join generate_series(1, 100) as number
            """);
        await host.DeliverAsync();

        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("failed", "WEBHOOK_REFUSED", 1), (run.Text("status"), run.Text("error_code"), run["tries"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Policies_have_the_last_word_before_each_try()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await receiver.FireAsync(host, ada);
        host.Tenants.Rights.Set(host.Ada.TenantId!, RightsStandIn.Policy("no-loopback", "webhook:127.*"));
        // What is known is compared with what has changed once it is older than a moment.
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.DeliverAsync();

        Assert.Empty(receiver.Received);
        Assert.Equal("POLICY_DENIED", Assert.Single(await ada.HistoryAsync(job.Id())).Text("error_code"));
        Assert.Equal(["webhook:127.0.0.1"], await host.QueryAsync(
            "select envelope::jsonb -> 'data' -> 'entry' ->> 'target' from nanobot.outbox where topic = 'audit.recorded.v1' and envelope like '%POLICY_DENIED%'", static row => row.GetString(0)));
    }

    [Fact]
    public async Task Where_policies_are_not_known_nothing_is_told_and_no_try_counts()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        await receiver.FireAsync(host, ada);
        host.Tenants.Rights.Set(host.Ada.TenantId!);
        host.Tenants.Rights.Down = true;
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var attempt = host.DeliverAsync();
        // Whoever asks waits between its own tries.
        await Eventually.TrueAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(attempt.IsCompleted);
        });
        await attempt;

        Assert.Empty(receiver.Received);
        Assert.Equal([0], await host.QueryAsync("select attempts from deliveries", static row => row.GetInt32(0)));
        host.Tenants.Rights.Down = false;
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.DeliverAsync();
        Assert.Single(receiver.Received);
    }
}
