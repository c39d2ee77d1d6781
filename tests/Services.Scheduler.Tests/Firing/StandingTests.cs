using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Firing;

/// <summary>What events have not told yet counts all the same: a process was down, a replica holds the event, Redis lost it.</summary>
public sealed class StandingTests
{
    private static readonly object EveryMinute = new { kind = "every", seconds = 60, misfire = "all", payload = Wire.Report() };

    [Theory]
    [InlineData("suspended")]
    [InlineData("expired")]
    [InlineData("deleted")]
    public async Task A_job_whose_tenant_may_not_work_is_left_alone_although_no_event_has_told_it_here(string status)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(EveryMinute);
        host.Tenants.Stand(host.Ada.RequiredTenantId, status, epoch: 2);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();

        Assert.Empty(await ada.HistoryAsync(job.Id()));
        Assert.Empty(await host.RequestedReportsAsync());
        Assert.Equal((0, true), await ClaimOfAsync(host, job.Id()));

        // Known from now on: nobody asks for a tenant that may not work.
        var asked = host.Tenants.StandingLookups.Count;
        await host.ScanAsync();
        Assert.Equal(asked, host.Tenants.StandingLookups.Count);

        // Told late, the event of the same change changes nothing; the next one sets the job going, and nothing is lost or done twice.
        await host.SetTenantAsync(host.Ada, status, epoch: 2);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        host.Tenants.Stand(host.Ada.RequiredTenantId, "active", epoch: 3);
        await host.SetTenantAsync(host.Ada, "active", epoch: 3);
        await host.ScanAsync();
        Assert.Equal(3, (await host.RequestedReportsAsync()).Distinct().Count());
        Assert.Equal(3, (await ada.HistoryAsync(job.Id())).Count);
    }

    [Fact]
    public async Task A_plan_that_no_event_has_told_here_is_the_one_that_is_acted_with()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(EveryMinute);
        host.Tenants.Stand(host.Ada.RequiredTenantId, "active", epoch: 5, tier: "free");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();

        Assert.Equal([("free", 5L)], await host.QueryAsync("select plan, epoch from nanobot.outbox where topic = 'report.requested.v1'",
            static row => (row.GetString(0), row.GetInt64(1))));
    }

    [Fact]
    public async Task While_nobody_says_how_tenants_stand_nothing_fires_no_attempt_counts_and_nothing_is_lost()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(EveryMinute);
        host.Tenants.SaysStandings = false;
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var look = 0; look < 3; look++)
        {
            await Assert.ThrowsAsync<ModuleUnavailableException>(host.ScanAsync);
        }

        Assert.Empty(await host.RequestedReportsAsync());
        Assert.Equal((0, true), await ClaimOfAsync(host, job.Id()));
        // Claimed once: after that the module is asked first.
        Assert.Equal([1, 0, 0], host.Tenants.StandingLookups.Select(static ids => ids.Count));

        host.Tenants.SaysStandings = true;
        await host.ScanAsync();
        Assert.Single(await ada.HistoryAsync(job.Id()));
    }

    [Fact]
    public async Task A_job_of_a_tenant_that_nobody_knows_waits_until_its_lease_ends()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve"));
        var lost = await ada.CreateAsync(EveryMinute);
        var other = await eve.CreateAsync(EveryMinute);
        host.Tenants.Standings[host.Ada.RequiredTenantId] = null;
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();
        Assert.Empty(await ada.HistoryAsync(lost.Id()));
        Assert.Single(await eve.HistoryAsync(other.Id()));
        Assert.Equal((1, false), await ClaimOfAsync(host, lost.Id()));

        host.Tenants.Stand(host.Ada.RequiredTenantId, "active", epoch: 1);
        host.Clock.Advance(TimeSpan.FromSeconds(15));
        await host.ScanAsync();
        Assert.Single(await ada.HistoryAsync(lost.Id()));
    }

    [Fact]
    public async Task By_itself_a_job_fires_soon_after_the_tenants_module_is_back()
    {
        await using var host = new SchedulerHost(live: true);
        using var ada = host.ClientFor(host.Ada);
        host.Tenants.SaysStandings = false;
        var job = await ada.CreateAsync(new { kind = "at", time = DateTimeOffset.UtcNow.AddSeconds(1).ToString("O"), payload = Wire.Report() });
        await Eventually.TrueAsync(() => Task.FromResult(host.Tenants.StandingLookups.Count >= 3));
        Assert.Empty(await ada.HistoryAsync(job.Id()));

        host.Tenants.SaysStandings = true;
        await Eventually.TrueAsync(async () => (await ada.HistoryAsync(job.Id())).Count == 1);
    }

    private static async Task<(int Attempts, bool IsFree)> ClaimOfAsync(SchedulerHost host, string jobId) => Assert.Single(
        await host.QueryAsync("select attempts, lease_until is null from jobs where job_id = $1", static row => (row.GetInt32(0), row.GetBoolean(1)), Guid.Parse(jobId)));
}
