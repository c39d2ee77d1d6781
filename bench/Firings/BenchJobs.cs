namespace Nanobot.Bench.Firings;

/// <summary>Jobs as the application's rows look.</summary>
internal static class BenchJobs
{
    // Tenants by turns, as their users come at all times; ids that ascend, as those of the application do.
    private const string Insert = """
        insert into jobs (tenant_id, user_id, job_id, name, schedule, time_zone, payload, misfire, misfire_grace_seconds, status, anchor_at, next_run_at, created_at, updated_at)
        select 'bench-tenant-' || number % $2 + $5, 'user-' || number,
            (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(number::text), 1, 3) || '8' || substr(md5(number::text), 4, 15))::uuid,
            'Daily report', jsonb_build_object('kind', 'daily', 'hour', extract(hour from $3::timestamptz at time zone 'UTC')::int, 'minute', extract(minute from $3::timestamptz at time zone 'UTC')::int),
            'UTC', '{"type": "report", "report_type": "daily"}', 'last', 3600, 'active', now() - interval '1 day', $3::timestamptz + number * $4::interval, now() - interval '1 day', now() - interval '1 day'
        from generate_series($6 + 1, $6 + $1) as number
        """;

    // Spread over all that there are.
    private const string Hurry = """
        update jobs set next_run_at = now()
        from (select 1 + ($2 + part * ($4::bigint / $1)) % $4 as number from generate_series(1, $1) as part) chosen
        where tenant_id = 'bench-tenant-' || number % $3 and user_id = 'user-' || number
        """;

    private const string Stand = """
        insert into nanobot.tenant_states (tenant_id, status, plan, epoch, time_zone)
        select 'bench-tenant-' || number, 'active', 'professional', 1, 'UTC' from generate_series(0, $1 - 1) as number
        on conflict do nothing
        """;

    /// <summary>Removes all jobs and what they have made, and makes tenants.</summary>
    public static async Task ClearAsync(BenchDatabase database, int tenants)
    {
        await database.ExecuteAsync("truncate occurrences, jobs, nanobot.outbox, nanobot.inbox");
        await database.ExecuteAsync(Stand, tenants);
    }

    /// <summary>Makes daily jobs, a user each.</summary>
    /// <param name="database">Where.</param>
    /// <param name="jobs">How many.</param>
    /// <param name="tenants">Among so many tenants.</param>
    /// <param name="first">When the first of them is due.</param>
    /// <param name="distance">How much later each further one is.</param>
    /// <param name="firstTenant">The number of the first tenant.</param>
    /// <param name="users">How many users there are already.</param>
    public static Task AddAsync(
        BenchDatabase database, int jobs, int tenants, DateTimeOffset first, TimeSpan distance = default, int firstTenant = 0, int users = 0) =>
        database.ExecuteAsync(Insert, jobs, tenants, first, distance, firstTenant, users);

    /// <summary>Makes some jobs due now.</summary>
    /// <param name="database">Where.</param>
    /// <param name="jobs">How many.</param>
    /// <param name="turn">Others at each turn.</param>
    /// <param name="tenants">How many tenants there are.</param>
    /// <param name="stored">Of so many jobs.</param>
    public static Task HurryAsync(BenchDatabase database, int jobs, int turn, int tenants, int stored) => database.ExecuteAsync(Hurry, jobs, turn, tenants, stored);

    /// <summary>As a database is that has had the time.</summary>
    public static async Task SettleAsync(BenchDatabase database)
    {
        await database.ExecuteAsync("vacuum analyze");
        await database.ExecuteAsync("checkpoint");
    }
}
