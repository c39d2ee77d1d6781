using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Data;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Observability;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Scheduler.Tests.Firing;

/// <summary>Jobs that fire together: what happens to one happens to no other, and nobody does twice what another holds.</summary>
public sealed class FiringBatchTests
{
    [Fact]
    public async Task Two_scanners_at_once_make_every_run_once()
    {
        await using var host = new SchedulerHost([new("Scheduler:BatchSize", "7")]);
        var jobs = await host.SeedAsync(300, SchedulerHost.Start.AddMinutes(1));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(host.ScanAsync)));
        await host.ScanAsync();
        var reports = await host.RequestedReportsAsync();
        Assert.Equal(jobs, reports.Count);
        Assert.Equal(jobs, reports.Distinct().Count());
        Assert.Equal(jobs, (await host.QueryAsync("select count(*) from occurrences", static row => row.GetInt64(0)))[0]);
    }

    [Fact]
    public async Task What_a_scan_holds_is_passed_over_by_others_and_free_at_once_when_it_dies()
    {
        await using var host = new SchedulerHost();
        await host.SeedAsync(3, SchedulerHost.Start.AddMinutes(1));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var due = host.Services.GetRequiredService<DueJobs>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => due.TransactionAsync<int>(async transaction =>
        {
            Assert.Equal(3, (await due.ClaimAsync(transaction, CancellationToken.None)).Jobs.Count);
            await host.ScanAsync();
            Assert.Empty(await host.RequestedReportsAsync());
            throw new InvalidOperationException("It dies.");
        }, CancellationToken.None));
        await host.ScanAsync();
        Assert.Equal(3, (await host.RequestedReportsAsync()).Distinct().Count());
    }

    [Fact]
    public async Task A_scan_that_slept_while_it_held_jobs_comes_too_late_and_makes_nothing()
    {
        await using var host = new SchedulerHost();
        await host.SeedAsync(3, SchedulerHost.Start.AddMinutes(1));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var due = host.Services.GetRequiredService<DueJobs>();
        var telemetry = host.Services.GetRequiredService<SchedulerTelemetry>();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => due.TransactionAsync(async transaction =>
        {
            var batch = new FiringBatch(transaction, telemetry, host.Clock.GetUtcNow());
            (await due.ClaimAsync(transaction, CancellationToken.None)).Jobs.ForEach(batch.Fire);

            // What the server does by itself where a transaction is idle for too long.
            Assert.True(await transaction.QueryAsync(new Sql("select setting::int > 0 from pg_settings where name = 'idle_in_transaction_session_timeout'"), static row => row.GetBoolean(0), CancellationToken.None) is [true]);
            await host.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'");
            await Eventually.TrueAsync(async () =>
            {
                await host.ScanAsync();
                return (await host.RequestedReportsAsync()).Count == 3;
            });
            await batch.WriteAsync(TimeSpan.FromSeconds(15), CancellationToken.None);
            return true;
        }, CancellationToken.None));
        Assert.Equal(3, (await host.RequestedReportsAsync()).Count);
        Assert.Equal(3, (await host.QueryAsync("select count(*) from occurrences", static row => row.GetInt64(0)))[0]);
    }

    [Fact]
    public async Task A_job_that_the_database_refuses_keeps_no_other_of_its_batch_waiting()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var bad = await ada.CreateAsync(new { kind = "every", seconds = 60, payload = new { type = "report", report_type = "custom", custom_prompt = "Refuse me" } });
        var good = await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        await host.ExecuteAsync("alter table nanobot.outbox add constraint broken check (envelope not like '%Refuse me%')");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();
        Assert.Single(await ada.HistoryAsync(good.Id()));
        Assert.Empty(await ada.HistoryAsync(bad.Id()));
        Assert.Equal([(1, host.Clock.GetUtcNow().AddSeconds(15))], await host.QueryAsync("select attempts, lease_until from jobs where job_id = $1",
            static row => (row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1)), Guid.Parse(bad.Id())));
    }

    [Fact]
    public async Task A_job_whose_next_time_cannot_be_computed_keeps_no_other_of_its_batch_waiting()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var (bad, good) = (await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() }), await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() }));
        await host.ExecuteAsync("update jobs set anchor_at = '9999-12-31 23:59:59Z' where job_id = $1", Guid.Parse(bad.Id()));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();
        Assert.Single(await ada.HistoryAsync(good.Id()));
        Assert.Empty(await ada.HistoryAsync(bad.Id()));
        Assert.Equal([1], await host.QueryAsync("select attempts from jobs where job_id = $1", static row => row.GetInt32(0), Guid.Parse(bad.Id())));
    }

    [Fact]
    public async Task An_occurrence_that_was_there_before_is_asked_for_by_no_second_event()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.ScanAsync();
        await host.ExecuteAsync("update jobs set next_run_at = last_run_at where job_id = $1", Guid.Parse(job.Id()));
        await host.ScanAsync();
        Assert.Single(await host.RequestedReportsAsync());
        Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(host.Clock.GetUtcNow().AddMinutes(1), (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Time("next_run_at"));
    }

    [Fact]
    public async Task A_change_and_a_run_of_one_job_follow_one_another()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        for (var round = 0; round < 10; round++)
        {
            var job = await ada.CreateAsync(new { kind = "every", seconds = 60, misfire = "all", payload = Wire.Report() });
            host.Clock.Advance(TimeSpan.FromSeconds(60));
            await Task.WhenAll(
                Task.Run(host.ScanAsync),
                Task.Run(() => ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { seconds = 3600 }, HttpStatusCode.OK)));
            await host.ScanAsync();

            // Either the run came first, or the change did and the run of the old schedule is no more: never twice.
            var now = await ada.ReadAsync($"/schedule/jobs/{job.Id()}");
            Assert.Equal(3600, now["seconds"]!.GetValue<int>());
            Assert.Equal(host.Clock.GetUtcNow().AddHours(1), now.Time("next_run_at"));
            Assert.InRange((await ada.HistoryAsync(job.Id())).Count, 0, 1);
            await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{job.Id()}", null, HttpStatusCode.NoContent);
        }
    }
}
