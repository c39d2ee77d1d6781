using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Scheduler.Tests.Firing;

public sealed class DueScanTests
{
    [Fact]
    public async Task The_claim_reads_the_index_of_due_jobs()
    {
        await using var host = new SchedulerHost();
        await host.SeedAsync(5000, SchedulerHost.Start.AddDays(30));
        await host.ExecuteAsync("analyze jobs");
        var plan = string.Join('\n', await host.QueryAsync($"explain {DueClaims.LongestDue}", static row => row.GetString(0),
            SchedulerHost.Start, 500));
        Assert.Contains("jobs_due", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on jobs", plan, StringComparison.Ordinal);
        var inTurn = string.Join('\n', await host.QueryAsync($"explain {DueClaims.InTurn}", static row => row.GetString(0),
            SchedulerHost.Start, 500, ""));
        Assert.Contains("jobs_active", inTurn, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on jobs", inTurn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_jobs_due_at_once_are_each_run_once_in_batches()
    {
        await using var host = new SchedulerHost([new("Scheduler:Parallelism", "1")]);
        await host.SeedAsync(10_000, SchedulerHost.Start.AddMinutes(1));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var scan = host.Services.GetRequiredService<DueScan>();
        var batches = new List<int>();
        while (await scan.LookAsync(CancellationToken.None) is > 0 and var claimed)
        {
            batches.Add(claimed);
        }

        Assert.All(batches, batch => Assert.InRange(batch, 1, 1000));
        Assert.InRange(batches.Count, 10, 16);
        Assert.Equal(10_000, batches.Sum());
        Assert.Equal(10_000, (await host.RequestedReportsAsync()).Distinct().Count());
    }

    [Fact]
    public async Task A_tenant_with_thousands_of_due_jobs_keeps_no_other_tenant_waiting()
    {
        await using var host = new SchedulerHost([new("Scheduler:BatchSize", "10")]);
        await host.SeedAsync(100, SchedulerHost.Start.AddSeconds(1));
        await host.ExecuteAsync("""
            insert into jobs (tenant_id, user_id, job_id, name, schedule, time_zone, payload, misfire, misfire_grace_seconds, status,
                anchor_at, next_run_at, created_at, updated_at)
            select tenant_id, user_id, gen_random_uuid(), name, schedule, time_zone, payload, misfire, misfire_grace_seconds, status,
                anchor_at, next_run_at, created_at, updated_at
            from jobs cross join generate_series(1, 50)
            """);
        var flood = Assert.Single(await host.QueryAsync("select distinct tenant_id from jobs", static row => row.GetString(0)));
        await host.SeedAsync(1, SchedulerHost.Start.AddSeconds(2));
        await host.SeedAsync(1, SchedulerHost.Start.AddSeconds(2));
        host.Clock.Advance(TimeSpan.FromSeconds(8));
        var due = host.Services.GetRequiredService<DueJobs>();

        // The second claim while the first one is held.
        var claimed = await due.TransactionAsync(async first =>
        {
            var held = await due.ClaimAsync(first, CancellationToken.None);
            return held.Jobs.Concat((await due.TransactionAsync(second => due.ClaimAsync(second, CancellationToken.None), CancellationToken.None)).Jobs).ToList();
        }, CancellationToken.None);

        Assert.Equal(3, claimed.Select(job => job.TenantId).Distinct().Count());
        Assert.InRange(claimed.Count(job => job.TenantId == flood), 10, 18);
    }

    [Fact]
    public async Task The_platforms_login_may_move_a_job_on_and_change_neither_what_it_does_nor_whose_it_is()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        var platform = host.Services.GetRequiredService<PlatformDb>();
        var scope = new PlatformScope("test");
        string[] refusedOnes =
        [
            "update jobs set name = 'x'", "update jobs set tenant_id = 'x'", "update jobs set user_id = 'x'", "update jobs set payload = '{}'", "update jobs set schedule = '{}'", "delete from jobs",
            "select * from occurrences", "select report_id from occurrences", "select run_id from occurrences", "update occurrences set status = 'failed'", "delete from occurrences",
            "insert into firing default values", "update firing set singleton = true", "delete from firing",
        ];
        foreach (var statement in refusedOnes)
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => platform.ExecuteAsync(scope, new Sql(statement), CancellationToken.None));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        // Nor is an occurrence another tenant's than its job.
        var foreign = await Assert.ThrowsAsync<PostgresException>(() => platform.ExecuteAsync(scope, new Sql("""
            insert into occurrences (tenant_id, user_id, job_id, scheduled_for, trigger, status)
            select 'another', user_id, job_id, now(), 'schedule', 'requested' from jobs
            """), CancellationToken.None));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, foreign.SqlState);
        var others = await Assert.ThrowsAsync<PostgresException>(() => platform.ExecuteAsync(scope, new Sql("""
            insert into occurrences (tenant_id, user_id, job_id, scheduled_for, trigger, status)
            select tenant_id, 'another', job_id, now(), 'schedule', 'requested' from jobs
            """), CancellationToken.None));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, others.SqlState);
    }

    [Fact]
    public async Task A_users_scope_sees_no_other_users_rows_whatever_the_statement()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(new { kind = "every", seconds = 60, payload = Wire.Report() });
        var db = host.Services.GetRequiredService<TenantDb>();
        foreach (var stranger in new[] { TestContexts.User("bob", host.Ada.TenantId), TestContexts.User("ada") })
        {
            Assert.Empty(await db.QueryAsync(stranger, new Sql("select job_id from jobs"), static row => row.GetGuid(0), CancellationToken.None));
            Assert.Equal(0, await db.ExecuteAsync(stranger, new Sql("update jobs set name = 'x'"), CancellationToken.None));
        }
    }
}
