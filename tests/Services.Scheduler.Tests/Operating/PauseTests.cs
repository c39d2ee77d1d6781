using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Operating;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Operating;

public sealed class PauseTests
{
    private static readonly object EveryMinute = new { kind = "every", seconds = 60, misfire = "all", payload = Wire.Report() };

    [Fact]
    public async Task While_paused_nothing_fires_in_any_scan_and_what_was_missed_follows_its_policy_afterwards()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var operators = host.Operators();
        var job = (await ada.CreateAsync(EveryMinute)).Id();
        await operators.SayAsync("paused");
        host.Clock.Advance(TimeSpan.FromMinutes(3));

        var scan = host.Services.GetRequiredService<DueScan>();
        var claimed = await Task.WhenAll(scan.LookAsync(CancellationToken.None), scan.LookAsync(CancellationToken.None));
        Assert.Equal([0, 0], claimed);
        Assert.Empty(await ada.HistoryAsync(job));
        Assert.Empty(await host.RequestedReportsAsync());
        // Nor does anybody look for it again and again.
        Assert.Null(await host.NextDueAsync());
        Assert.Equal(1, (await operators.LookAsync()).Count("due"));

        await operators.SayAsync("running");
        await host.ScanAsync();
        Assert.Equal(3, (await ada.HistoryAsync(job)).Count(static run => run.Text("status") == "requested"));
        Assert.Equal(host.Clock.GetUtcNow().AddMinutes(1), await host.NextDueAsync());
    }

    [Fact]
    public async Task A_pause_is_answered_once_the_batches_that_run_have_ended_and_none_begins_meanwhile()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var operators = host.Operators();
        await ada.CreateAsync(EveryMinute);
        var second = (await ada.CreateAsync(EveryMinute)).Id();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var due = host.Services.GetRequiredService<DueJobs>();

        var (pause, later) = await due.TransactionAsync(async running =>
        {
            Assert.Equal(2, (await due.ClaimAsync(running, CancellationToken.None)).Jobs.Count);
            var pause = operators.SayAsync("paused");
            await WaitingAsync(host, 1);
            var later = due.TransactionAsync(transaction => due.ClaimAsync(transaction, CancellationToken.None), CancellationToken.None);
            await WaitingAsync(host, 2);
            Assert.False(pause.IsCompleted);
            return (pause, later);
        }, CancellationToken.None);

        Assert.Equal("paused", (await pause).Text("state"));
        Assert.Empty((await later).Jobs);
        await host.ScanAsync();
        Assert.Empty(await ada.HistoryAsync(second));
    }

    [Fact]
    public async Task A_pause_that_waits_too_long_changes_nothing()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var operators = host.Operators();
        await ada.CreateAsync(EveryMinute);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var impatient = new FiringSwitch(host.Services.GetRequiredService<PlatformDb>(), TimeSpan.FromMilliseconds(100));
        await host.Services.GetRequiredService<DueJobs>().TransactionAsync(async running =>
        {
            Assert.Single((await host.Services.GetRequiredService<DueJobs>().ClaimAsync(running, CancellationToken.None)).Jobs);
            Assert.Null(await impatient.SayAsync(FiringState.Paused, null, null, SchedulerHost.Start, CancellationToken.None));
            return true;
        }, CancellationToken.None);

        Assert.Equal("running", (await operators.LookAsync()).Text("state"));
        await host.ScanAsync();
        Assert.Single(await host.RequestedReportsAsync());
        Assert.NotNull(await impatient.SayAsync(FiringState.Paused, null, null, SchedulerHost.Start, CancellationToken.None));
    }

    [Fact]
    public async Task A_drain_fires_what_is_due_by_then_and_nothing_that_is_due_later()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var operators = host.Operators();
        var every = (await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() })).Id();
        var late = (await ada.CreateAsync(new { kind = "at", time = "2030-01-07T08:03:00Z", payload = Wire.Report() })).Id();
        host.Clock.Advance(TimeSpan.FromSeconds(150));
        var said = await operators.SayAsync("draining");
        Assert.Equal(host.Clock.GetUtcNow(), said.Time("drain_until"));
        Assert.False((await operators.LookAsync())["is_drained"]!.GetValue<bool>());

        // A scan that is late itself makes nothing of the time after the drain, not even of a job that was due before.
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await host.ScanAsync();
        var fired = Assert.Single(await ada.HistoryAsync(every), static run => run.Text("status") == "requested");
        Assert.Equal(SchedulerHost.Start.AddMinutes(2), fired.Time("scheduled_for"));
        Assert.Equal(SchedulerHost.Start.AddMinutes(3), (await ada.ReadAsync($"/schedule/jobs/{every}")).Time("next_run_at"));
        Assert.Empty(await ada.HistoryAsync(late));
        Assert.True((await operators.LookAsync())["is_drained"]!.GetValue<bool>());

        await operators.SayAsync("running");
        await host.ScanAsync();
        Assert.Single(await ada.HistoryAsync(late));
        Assert.Equal(2, (await ada.HistoryAsync(every)).Count(static run => run.Text("status") == "requested"));
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("draining")]
    public async Task A_run_that_a_user_wants_now_is_refused_until_the_scheduler_runs_again(string state)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var operators = host.Operators();
        var job = (await ada.CreateAsync(EveryMinute)).Id();
        await operators.SayAsync(state);

        var refused = await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job}/run", null, HttpStatusCode.ServiceUnavailable);
        Assert.Equal("SCHEDULER_PAUSED", refused.Text("code"));
        var bulk = await ada.AskAsync("/schedule/jobs/bulk", new { action = "run", jobs = new[] { job } });
        Assert.Equal(["SCHEDULER_PAUSED"], bulk.Items("results").Select(static result => result.Text("code")));
        Assert.Empty(await ada.HistoryAsync(job));
        Assert.Empty(await host.RequestedReportsAsync());

        await operators.SayAsync("running");
        await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job}/run", null, HttpStatusCode.Accepted);
        Assert.Single(await host.RequestedReportsAsync());
    }

    [Fact]
    public async Task A_tenant_that_is_suspended_while_all_is_paused_stays_silent_afterwards()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        using var eve = host.ClientFor(TestContexts.User("eve"));
        using var operators = host.Operators();
        var silent = (await ada.CreateAsync(EveryMinute)).Id();
        var other = (await eve.CreateAsync(EveryMinute)).Id();
        await operators.SayAsync("paused");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        host.Tenants.Stand(host.Ada.RequiredTenantId, "suspended", epoch: 2);
        await operators.SayAsync("running");
        await host.ScanAsync();
        Assert.Empty(await ada.HistoryAsync(silent));
        Assert.Equal(2, (await eve.HistoryAsync(other)).Count);

        host.Tenants.Stand(host.Ada.RequiredTenantId, "active", epoch: 3);
        await host.SetTenantAsync(host.Ada, "active", epoch: 3);
        await host.ScanAsync();
        Assert.Equal(2, (await ada.HistoryAsync(silent)).Count);
    }

    [Fact]
    public async Task Who_said_it_why_and_since_when_is_shown_and_what_says_nothing_is_refused()
    {
        await using var host = new SchedulerHost();
        using var operators = host.Operators();
        await operators.SayAsync("paused", "The database moves");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await operators.SayAsync("paused", "It moves still");
        var look = await operators.LookAsync();
        Assert.Equal(("paused", "It moves still", SchedulerHost.Start), (look.Text("state"), look.Text("reason"), look.Time("since")));
        Assert.Null(look["is_drained"]);

        foreach (var (body, field) in new (object, string)[]
        {
            (new { }, "state"), (new { state = "stopped" }, "state"), (new { state = "running", reason = "" }, "reason"), (new { state = "running", reason = new string('x', 501) }, "reason"),
        })
        {
            Assert.Equal([field], (await operators.SendAsync(HttpMethod.Put, "/schedule/operations/state", body, HttpStatusCode.BadRequest)).Fields());
        }

        Assert.Equal("paused", (await operators.LookAsync()).Text("state"));
    }

    [Fact]
    public async Task Nobody_but_an_operator_is_told_or_heard()
    {
        await using var host = new SchedulerHost();
        foreach (var context in new[] { host.Ada, TestContexts.Admin(), TestContexts.Visitor() })
        {
            using var client = host.ClientFor(context);
            foreach (var (method, path) in new[] { ("GET", ""), ("PUT", "/state"), ("GET", "/backlog"), ("GET", "/failures"), ("POST", "/replay") })
            {
                await client.SendAsync(new HttpMethod(method), $"/schedule/operations{path}", method == "GET" ? null : new { state = "paused" }, HttpStatusCode.Forbidden);
            }
        }
    }

    [Fact]
    public async Task What_an_operator_said_is_told_to_the_audit_also_where_that_was_away()
    {
        await using var host = new SchedulerHost(live: true);
        using var operators = host.Operators();
        host.Tenants.KeepsAudit = false;
        await operators.SayAsync("paused", "secret reason");
        Assert.Single(await host.QueryAsync("select entry ->> 'operation' from nanobot.audit_waiting", static row => row.GetString(0)));
        host.Tenants.KeepsAudit = true;

        await Eventually.TrueAsync(async () => (await host.QueryAsync("select 1 from nanobot.audit_waiting", static row => row.GetInt32(0))).Count == 0);
        var entry = Assert.Single(host.Tenants.Kept.DistinctBy(static entry => entry.Id));
        Assert.Equal(("schedule.operations.state.update", "paused", "operator", (string?)null), (entry.Operation, entry.Target, entry.Role, entry.TenantId));
    }

    private static Task WaitingAsync(SchedulerHost host, int count) => Eventually.TrueAsync(async () =>
        (await host.QueryAsync("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())",
            static row => row.GetInt64(0)))[0] == count);
}
