using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Scheduler.Domain;
using Nanobot.Services.Scheduler.Firing;

namespace Nanobot.Services.Scheduler.Features.CreateJob;

/// <summary><c>POST /schedule/jobs</c></summary>
internal static class CreateJobEndpoint
{
    // One creation of a user at a time, so that the count below holds.
    private const string LockUser = "select pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 0))";

    private const string Count = "select count(*) from jobs where tenant_id = $1 and user_id = $2";

    // A job whose last run has been makes room, the oldest first.
    private const string MakeRoom = """
        delete from jobs where tenant_id = $1 and user_id = $2 and job_id in (
            select job_id from jobs where tenant_id = $1 and user_id = $2 and status = 'done' order by job_id limit 1)
        """;

    private const string Insert = """
        insert into jobs (tenant_id, user_id, job_id, name, schedule, time_zone, payload, misfire, misfire_grace_seconds,
            status, anchor_at, next_run_at, tenant_context, created_at, updated_at)
        values ($1, $2, $3, $4, $5::jsonb, $6, $7::jsonb, $8, $9, $10, $11, $12, $13, $11, $11)
        """;

    public static void MapCreateJob(this RouteGroupBuilder group) => group.MapPost("/jobs", HandleAsync)
        .WithName("CreateJob")
        .WithSummary("Schedules a job.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<JobResource>, Refusal>> HandleAsync(
        Caller caller,
        CreateJobRequest request,
        DefaultTimeZone defaultZone,
        TenantDb db,
        TenantContextCodec codec,
        WakeSignal<DueScanService> signal,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().Truncate();
        var draft = request.ToDraft();
        if (draft.Check(now) is { } refusal)
        {
            return refusal;
        }

        var zone = Zones.Find(draft.TimeZone ?? await defaultZone.OfAsync(caller.Context, cancellationToken));
        var next = draft.Schedule.Compile(zone, now).Next(now);
        var job = new Job(Guid.CreateVersion7(now), draft.NameOrDefault(), draft.Schedule, zone.Id, draft.Payload!, draft.Misfire,
            draft.MisfireGraceSeconds, next is null ? JobStatus.Done : JobStatus.Active, now, next, null, now, now);
        // A run acts for the user alone, whatever role asked for the job.
        var context = caller.Context.AsUser(caller.UserId);
        if (!await InsertAsync(db, context, job, codec, cancellationToken))
        {
            return JobRefusals.Limit;
        }

        signal.Raise();
        return TypedResults.Created($"/schedule/jobs/{job.JobId}", JobResource.Of(job));
    }

    private static Task<bool> InsertAsync(
        TenantDb db, TenantContext context, Job job, TenantContextCodec codec, CancellationToken cancellationToken) =>
        db.TransactionAsync(context, async transaction =>
        {
            var (tenant, user) = (context.RequiredTenantId, context.RequiredUserId);
            await transaction.ExecuteAsync(cancellationToken, new Sql(LockUser, tenant, user));
            var count = await transaction.QuerySingleAsync(new Sql(Count, tenant, user), static row => row.GetInt64(0), cancellationToken);
            if (count >= JobRefusals.MaximumJobs
                && await transaction.ExecuteAsync(cancellationToken, new Sql(MakeRoom, tenant, user)) == 0)
            {
                return false;
            }

            await transaction.ExecuteAsync(cancellationToken, new Sql(Insert, tenant, user, job.JobId, job.Name,
                JsonSerializer.Serialize(job.Schedule, Json.Wire), job.TimeZone, JsonSerializer.Serialize(job.Payload, Json.Wire),
                job.Misfire, job.MisfireGraceSeconds, job.Status, job.AnchorAt, job.NextRunAt,
                codec.Sign(context, ContextAudience.Background)));
            return true;
        }, cancellationToken);
}
