using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Firing;
using Npgsql;

namespace Nanobot.Services.Scheduler.Operating;

/// <summary>How the scheduler does, over all tenants: counts that end at a bound, so that they stay cheap however many jobs there are.</summary>
internal sealed class Overview(PlatformDb db, TimeProvider time)
{
    /// <summary>Most jobs that are looked at for one count.</summary>
    public const int Most = 100_000;

    /// <summary>Counts what is due at $1, $2 jobs at most.</summary>
    public const string Select = $"""
        with due as (
            select count(*) filter (where works) as jobs, min(due_at) filter (where works) as oldest, count(*) filter (where works is not true) as waiting,
                count(*) filter (where works and due_at <= (select fires_until from firing)) as undrained, count(*) < $2 as all_counted
            from (
                select head.due_at, {TenantStates.Works} as works
                from (select tenant_id, due_at from jobs where next_run_at is not null and due_at <= $1 order by due_at limit $2) head
                left join {TenantStates.Table} using (tenant_id)) looked_at
        ), failing as (
            select count(*) filter (where status = 'active') as jobs, count(*) filter (where status = 'paused') as paused, count(*) < $2 as all_counted
            from (select status from jobs where attempts > 0 limit $2) looked_at
        )
        select {FiringSwitch.Columns}, due.jobs, greatest(least(due.oldest, '9999-12-31Z'), '0001-01-01Z'), due.waiting, due.undrained, due.all_counted, failing.jobs, failing.paused, failing.all_counted
        from firing cross join due cross join failing
        """;

    private static readonly PlatformScope Scope = new("operators look at how the scheduler does");

    /// <summary>As of now.</summary>
    public Task<OperationsResource?> LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return db.QuerySingleAsync(Scope, new Sql(Select, now, Most), row => Map(row, now), cancellationToken);
    }

    private static OperationsResource Map(NpgsqlDataReader row, DateTimeOffset now)
    {
        const int first = FiringSwitch.Count;
        var said = FiringSwitch.Map(row);
        var (countedDue, countedFailing) = (row.GetBoolean(first + 4), row.GetBoolean(first + 7));
        DateTimeOffset? oldest = row.IsDBNull(first + 1) ? null : row.GetFieldValue<DateTimeOffset>(first + 1);
        return new OperationsResource(
            said.State, said.Since, said.By, said.Reason, said.DrainUntil,
            said.State == FiringState.Draining ? countedDue && row.GetInt64(first + 3) == 0 : null,
            new DueCount(row.GetInt64(first), countedDue, oldest, Lag.Of(oldest, now)),
            new JobCount(row.GetInt64(first + 2), countedDue),
            new JobCount(row.GetInt64(first + 5), countedFailing),
            new JobCount(row.GetInt64(first + 6), countedFailing));
    }
}
