using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Firing;

/// <summary>Stored work is done as its tenant stands when it is claimed.</summary>
public sealed class TenantStateTests
{
    private static readonly object EveryMinute = new { kind = "every", seconds = 60, payload = Wire.Report() };

    [Theory]
    [InlineData("skip", 0)]
    [InlineData("last", 1)]
    [InlineData("all", 3)]
    public async Task While_its_tenant_is_suspended_a_job_is_left_alone_and_then_goes_on_by_its_policy(string misfire, int fired)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", misfire, payload = Wire.Report() });
        await host.SetTenantAsync(host.Ada, "suspended", epoch: 2);
        var before = await RowAsync(host, job.Id());
        host.Clock.Advance(TimeSpan.FromDays(2.5));
        await host.ScanAsync();
        await host.ScanAsync();

        Assert.Empty(await ada.HistoryAsync(job.Id()));
        Assert.Empty(await host.RequestedReportsAsync());
        Assert.Equal(before, await RowAsync(host, job.Id()));

        await host.SetTenantAsync(host.Ada, "active", epoch: 3);
        await host.ScanAsync();

        var history = await ada.HistoryAsync(job.Id());
        Assert.Equal([9, 8, 7], history.Select(static run => run.Time("scheduled_for").Day));
        Assert.Equal(fired, history.Count(static run => run.Text("status") == "requested"));
        Assert.Equal(fired, (await host.RequestedReportsAsync()).Count);
        Assert.Equal("2030-01-10T09:00:00+00:00", (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Text("next_run_at"));
    }

    [Theory]
    [InlineData("trial", 1)]
    [InlineData("expired", 0)]
    [InlineData("deleted", 0)]
    public async Task Tenants_on_trial_work_and_those_whose_time_is_over_do_not(string status, int fired)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(EveryMinute);
        await host.SetTenantAsync(host.Ada, status, epoch: 2);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();
        Assert.Equal(fired, (await host.RequestedReportsAsync()).Count);
    }

    [Fact]
    public async Task A_tenant_that_is_not_known_waits_until_one_of_its_users_changes_a_job()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(EveryMinute);
        var other = await ada.CreateAsync(EveryMinute);
        await host.ExecuteAsync("delete from nanobot.tenant_states");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();
        Assert.Empty(await ada.HistoryAsync(job.Id()));

        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{other.Id()}", new { name = "Mine" }, System.Net.HttpStatusCode.OK);
        await host.ScanAsync();
        Assert.Single(await ada.HistoryAsync(job.Id()));
    }

    [Fact]
    public async Task What_fires_acts_with_the_plan_and_the_epoch_of_that_moment()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(EveryMinute);
        await host.SetTenantAsync(host.Ada, "active", epoch: 7, plan: "enterprise");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();

        var acting = await host.QueryAsync("select tenant_id, user_id, role, plan, epoch from nanobot.outbox where topic = 'report.requested.v1'",
            static row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4)));
        Assert.Equal([(host.Ada.RequiredTenantId, "ada", "user", "enterprise", 7L)], acting);
    }

    [Fact]
    public async Task A_crowd_of_jobs_whose_tenants_do_not_work_hides_no_job_of_one_that_does()
    {
        await using var host = new SchedulerHost([new("Scheduler:BatchSize", "10"), new("Scheduler:Parallelism", "1")]);
        await host.SeedAsync(100, SchedulerHost.Start.AddSeconds(1));
        await host.ExecuteAsync("update nanobot.tenant_states set status = 'suspended', epoch = epoch + 1");
        await host.SeedAsync(25, SchedulerHost.Start.AddSeconds(2));
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        var scan = host.Services.GetRequiredService<DueScan>();

        var claimed = new List<int>();
        for (var look = 0; look < 4; look++)
        {
            claimed.Add(await scan.LookAsync(CancellationToken.None));
        }

        Assert.Equal([10, 10, 5, 0], claimed);
        Assert.Null(await host.Services.GetRequiredService<DueJobs>().NextAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_few_jobs_of_tenants_that_do_not_work_hide_no_backlog_from_the_scans_side_by_side()
    {
        await using var host = new SchedulerHost([new("Scheduler:BatchSize", "10"), new("Scheduler:Parallelism", "3")]);
        await host.SeedAsync(2, SchedulerHost.Start.AddSeconds(1));
        await host.ExecuteAsync("update nanobot.tenant_states set status = 'suspended', epoch = epoch + 1");
        await host.SeedAsync(38, SchedulerHost.Start.AddSeconds(2));
        host.Clock.Advance(TimeSpan.FromSeconds(3));
        var scan = host.Services.GetRequiredService<DueScan>();

        Assert.Equal(8, await scan.LookAsync(CancellationToken.None));
        Assert.InRange(await scan.LookAsync(CancellationToken.None), 24, 28);
    }

    private static async Task<string> RowAsync(SchedulerHost host, string jobId) => Assert.Single(
        await host.QueryAsync("select jobs::text from jobs where job_id = $1", static row => row.GetString(0), Guid.Parse(jobId)));
}
