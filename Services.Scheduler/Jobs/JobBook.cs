using Nanobot.Contracts.Schedules;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>How jobs get into the database, in the caller's transaction. A user has only so many, and of heartbeats one.</summary>
internal static class JobBook
{
    // What stands for preferences takes nobody's place.
    private const string Count = "select count(*) from jobs where tenant_id = $1 and user_id = $2 and origin is null";

    // A job whose last occurrence has been makes room, the oldest first; one that has yet to be told keeps its place.
    private const string MakeRoom = """
        delete from jobs where tenant_id = $1 and user_id = $2 and job_id in (
            select job_id from jobs where tenant_id = $1 and user_id = $2 and status = 'done' and origin is null
                and not exists (select from occurrences runs where runs.tenant_id = jobs.tenant_id and runs.user_id = jobs.user_id and runs.job_id = jobs.job_id and runs.status = 'requested')
                and not exists (select from deliveries where deliveries.tenant_id = jobs.tenant_id and deliveries.job_id = jobs.job_id)
            order by job_id limit 1)
        """;

    private const string InsertJob = """
        insert into jobs (tenant_id, user_id, job_id, name, schedule, time_zone, payload, misfire, misfire_grace_seconds,
            status, anchor_at, next_run_at, created_at, updated_at, key_id, user_quotas, key_quotas, zone_mode, calendars, tags, origin, calendar_uid, slot_offset, slot_weight)
        values ($1, $2, $3, $4, $5::jsonb, $6, $7::jsonb, $8, $9, $10, $11, $12::timestamptz, $11, $11, $13::text, $14::text, $15::text, $16, $17::text[], $18, $19::text, $20::text, $21::int, $22)
        """;

    private const string UpdateJob = """
        update jobs set name = $4, schedule = $5::jsonb, time_zone = $6, payload = $7::jsonb, misfire = $8,
            misfire_grace_seconds = $9, status = $10, anchor_at = $11, next_run_at = $12::timestamptz, updated_at = $13,
            lease_until = null, attempts = 0, key_id = $14::text, user_quotas = $15::text, key_quotas = $16::text,
            zone_mode = $17, calendars = $18::text[], tags = $19, slot_offset = $20::int, slot_weight = $21
        where tenant_id = $1 and user_id = $2 and job_id = $3
        """;

    private const string SelectHeartbeats = $"""
        select {JobRows.Columns} from jobs where tenant_id = $1 and user_id = $2 and payload ->> 'type' = '{PayloadType.Heartbeat}' order by job_id
        """;

    private const string SelectHeartbeatsToChange = $"{SelectHeartbeats} for update";

    private const string Delete = "delete from jobs where tenant_id = $1 and user_id = $2 and job_id = any($3)";

    /// <summary>Reads a user's heartbeats, the oldest first: one, but for those that an older version has let in.</summary>
    public static Sql Heartbeats(TenantContext context) => new(SelectHeartbeats, context.RequiredTenantId, context.RequiredUserId);

    /// <summary>Holds what is counted of a user's jobs, one creation at a time, until the transaction ends. Before any job is held, by everybody.</summary>
    public static Task HoldAsync(TenantTransaction transaction, CancellationToken cancellationToken) => transaction.ExecuteAsync(
        cancellationToken, Locks.Of(LockName.OfTenant(LockKinds.Jobs, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId)));

    /// <summary>The user's heartbeats, held.</summary>
    public static Task<List<Job>> HeartbeatsAsync(TenantTransaction transaction, CancellationToken cancellationToken) => transaction.QueryAsync(
        new Sql(SelectHeartbeatsToChange, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId), StoredJobs.Read, cancellationToken);

    /// <summary>Adds a job where the user's are held; or says why not.</summary>
    public static async Task<Refusal?> AddAsync(TenantTransaction transaction, Job job, CancellationToken cancellationToken)
    {
        var (context, tenant, user) = (transaction.Context, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId);
        if (await RefuseAsync(transaction, job, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var count = await transaction.QuerySingleAsync(new Sql(Count, tenant, user), static row => row.GetInt64(0), cancellationToken);
        if (job.Origin is null && count >= JobLimits.MaximumJobs && await transaction.ExecuteAsync(cancellationToken, new Sql(MakeRoom, tenant, user)) == 0)
        {
            return JobRefusals.Limit;
        }

        await transaction.ExecuteAsync(cancellationToken, TenantStates.Remember(context), new Sql(InsertJob, tenant, user, job.JobId, job.Name,
            job.Schedule.ToJson(), job.TimeZone, job.Payload.ToJson(), job.Misfire, job.MisfireGraceSeconds, job.Status,
            job.AnchorAt, job.NextAt, context.KeyId, context.Quotas.User, context.Quotas.Key, job.ZoneMode, Calendars(job), job.Tags.ToArray(), job.Origin, job.CalendarUid,
            job.Slot?.OffsetSeconds, Weight(job)));
        return null;
    }

    /// <summary>Why a job cannot be what it is to be beside the others, which are held; null where it can.</summary>
    public static async Task<Refusal?> RefuseAsync(TenantTransaction transaction, Job job, CancellationToken cancellationToken) =>
        job.Payload.Type == PayloadType.Heartbeat && (await HeartbeatsAsync(transaction, cancellationToken)).Find(other => other.JobId != job.JobId) is { } other
            ? JobRefusals.HeartbeatExists(other.JobId)
            : null;

    /// <summary>Writes a job as it was changed.</summary>
    public static Task ChangeAsync(TenantTransaction transaction, Job job, CancellationToken cancellationToken)
    {
        var context = transaction.Context;
        return transaction.ExecuteAsync(cancellationToken, TenantStates.Remember(context), new Sql(UpdateJob,
            context.RequiredTenantId, context.RequiredUserId, job.JobId, job.Name, job.Schedule.ToJson(), job.TimeZone,
            job.Payload.ToJson(), job.Misfire, job.MisfireGraceSeconds, job.Status, job.AnchorAt, job.NextAt,
            job.UpdatedAt, context.KeyId, context.Quotas.User, context.Quotas.Key, job.ZoneMode, Calendars(job), job.Tags.ToArray(), job.Slot?.OffsetSeconds, Weight(job)));
    }

    private static int Weight(Job job) => job.Slot?.Weight ?? Slot.Wanted.Weight;

    private static string[]? Calendars(Job job) => job.Calendars.Count == 0 ? null : [.. job.Calendars];

    /// <summary>Deletes jobs.</summary>
    public static Sql Remove(TenantContext context, IEnumerable<Job> jobs) =>
        new(Delete, context.RequiredTenantId, context.RequiredUserId, jobs.Select(static job => job.JobId).ToArray());
}
