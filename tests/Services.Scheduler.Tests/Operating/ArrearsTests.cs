using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Operating;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Operating;

public sealed class ArrearsTests
{
    private static readonly object EveryMinute = new { name = "canary", kind = "every", seconds = 60, payload = Wire.Report() };

    [Fact]
    public async Task What_is_due_is_counted_apart_from_what_waits_for_its_tenant()
    {
        await using var host = new SchedulerHost();
        using var operators = host.Operators();
        var none = await operators.LookAsync();
        Assert.Equal(("running", 0, 0), (none.Text("state"), none.Count("due"), none.Count("waiting")));
        Assert.Equal(0, none["due"]!["lag_seconds"]!.GetValue<double>());

        await host.SeedAsync(3, SchedulerHost.Start.AddSeconds(30));
        await host.SeedAsync(2, SchedulerHost.Start.AddSeconds(10));
        await host.ExecuteAsync("update nanobot.tenant_states set status = 'suspended' where tenant_id in (select tenant_id from jobs where next_run_at = $1)", SchedulerHost.Start.AddSeconds(10));
        await host.SeedAsync(1, SchedulerHost.Start.AddDays(1));
        host.Clock.Advance(TimeSpan.FromSeconds(40));
        var look = await operators.LookAsync();
        Assert.Equal((3, 2), (look.Count("due"), look.Count("waiting")));
        Assert.Equal(10, look["due"]!["lag_seconds"]!.GetValue<double>());
        Assert.Equal(SchedulerHost.Start.AddSeconds(30), look["due"]!.AsObject().Time("oldest_due_at"));
        Assert.True(look["due"]!["counted_all"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_backlog_shows_each_tenant_once_the_longest_due_in_front()
    {
        await using var host = new SchedulerHost();
        using var operators = host.Operators();
        await host.SeedAsync(2, SchedulerHost.Start.AddSeconds(30));
        await host.SeedAsync(5, SchedulerHost.Start.AddSeconds(10));
        await host.SeedAsync(4, SchedulerHost.Start.AddSeconds(20));
        await host.SeedAsync(1, SchedulerHost.Start.AddDays(1));
        await host.ExecuteAsync("update nanobot.tenant_states set status = 'suspended' where tenant_id in (select tenant_id from jobs where next_run_at = $1)", SchedulerHost.Start.AddSeconds(20));
        await host.ExecuteAsync("delete from nanobot.tenant_states where tenant_id in (select tenant_id from jobs where next_run_at = $1)", SchedulerHost.Start.AddSeconds(30));
        host.Clock.Advance(TimeSpan.FromSeconds(40));

        var shown = new List<JsonObject>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await operators.ReadAsync($"/schedule/operations/backlog?limit=1{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            shown.AddRange(page.Items("items"));
            cursor = page["next_cursor"]?.GetValue<string>();
        }

        Assert.Equal([(5L, 30.0, "active"), (4L, 20.0, "suspended"), (2L, 10.0, null)],
            shown.Select(static tenant => (tenant["jobs"]!.GetValue<long>(), tenant["lag_seconds"]!.GetValue<double>(), tenant["tenant_status"]?.GetValue<string>())));
        await operators.ReadAsync("/schedule/operations/backlog?cursor=AAAA", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_job_that_cannot_be_fired_is_shown_until_it_fires_or_somebody_changes_it_and_nothing_of_what_it_says()
    {
        await using var host = new SchedulerHost([new("Scheduler:MaximumAttempts", "5")]);
        using var ada = host.ClientFor(host.Ada);
        using var operators = host.Operators();
        var job = (await ada.CreateAsync(EveryMinute)).Id();
        await host.ExecuteAsync("update jobs set time_zone = 'Mars/Olympus'");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();

        var failure = Assert.Single(await FailuresAsync(operators));
        Assert.Equal((job, host.Ada.TenantId, "ada", "active", 1), (failure.Id(), failure.Text("tenant_id"), failure.Text("user_id"), failure.Text("status"), failure["attempts"]!.GetValue<int>()));
        Assert.Equal((SchedulerHost.Start.AddMinutes(1), host.Clock.GetUtcNow().AddSeconds(15)), (failure.Time("run_due_at"), failure.Time("next_attempt_at")));
        Assert.DoesNotContain("canary", failure.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(1, (await operators.LookAsync()).Count("failing"));

        for (var attempt = 0; attempt < 5; attempt++)
        {
            host.Clock.Advance(TimeSpan.FromHours(1));
            await host.ScanAsync();
        }

        Assert.Equal("paused", Assert.Single(await FailuresAsync(operators)).Text("status"));
        Assert.Equal((0, 1), ((await operators.LookAsync()).Count("failing"), (await operators.LookAsync()).Count("paused_by_failure")));
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job}", new { time_zone = "UTC", enabled = true }, HttpStatusCode.OK);
        Assert.Empty(await FailuresAsync(operators));
    }

    [Fact]
    public async Task The_looks_read_indexes_and_no_whole_table()
    {
        await using var host = new SchedulerHost();
        await host.SeedAsync(5000, SchedulerHost.Start.AddDays(30));
        await host.ExecuteAsync("analyze jobs");
        foreach (var (statement, arguments) in new (string, object[])[]
        {
            (Overview.Select, [SchedulerHost.Start, 1000]), (Arrears.SelectTenants, [SchedulerHost.Start, SchedulerHost.Start, "", 50, 1000, 1000]), (Arrears.SelectFailures, ["", Guid.Empty, 50]),
        })
        {
            var plan = string.Join('\n', await host.QueryAsync($"explain {statement}", static row => row.GetString(0), arguments));
            Assert.DoesNotContain("Seq Scan on jobs", plan, StringComparison.Ordinal);
        }
    }

    private static async Task<List<JsonObject>> FailuresAsync(HttpClient operators) => (await operators.ReadAsync("/schedule/operations/failures")).Items("items");
}
