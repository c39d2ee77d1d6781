using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Features.CreateJob;

/// <summary><c>POST /schedule/jobs</c></summary>
internal static class CreateJobEndpoint
{
    // One creation of a user at a time, so that the count below holds.
    private const string LockUser = "select pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 0))";

    private const string Count = "select count(*) from jobs where tenant_id = $1 and user_id = $2";

    // A job whose last occurrence has been makes room, the oldest first.
    private const string MakeRoom = """
        delete from jobs where tenant_id = $1 and user_id = $2 and job_id in (
            select job_id from jobs where tenant_id = $1 and user_id = $2 and status = 'done' order by job_id limit 1)
        """;

    private const string Insert = """
        insert into jobs (tenant_id, user_id, job_id, name, schedule, time_zone, payload, misfire, misfire_grace_seconds,
            status, anchor_at, next_run_at, created_at, updated_at, key_id, user_quotas, key_quotas)
        values ($1, $2, $3, $4, $5::jsonb, $6, $7::jsonb, $8, $9, $10, $11, $12, $11, $11, $13::text, $14::text, $15::text)
        """;

    public static void MapCreateJob(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.CreateJob, HandleAsync)
        .WithSummary("Schedules a job.")
        .WithBodyCheck<CreateJobRequest>(static (request, http, errors) =>
            request.ToDraft().Check(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<JobResource>, Refusal>> HandleAsync(
        Caller caller,
        CreateJobRequest request,
        DefaultTimeZone defaultZone,
        TenantDb db,
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

        var zone = draft.TimeZone is { } named ? ZoneName.Parse(named) : await defaultZone.OfAsync(caller.Context, cancellationToken);
        var job = Job.New(draft, zone, now);
        AuditedWork.Name(job.JobId.ToString());
        // An occurrence acts for the user alone, whatever role asked for the job.
        var context = caller.Context.AsUser(caller.UserId);
        if (!await InsertAsync(db, context, job, cancellationToken))
        {
            return JobRefusals.Limit;
        }

        signal.Raise();
        return TypedResults.Created($"/schedule/jobs/{job.JobId}", JobResource.Of(job));
    }

    private static Task<bool> InsertAsync(TenantDb db, TenantContext context, Job job, CancellationToken cancellationToken) =>
        db.TransactionAsync(context, async transaction =>
        {
            var (tenant, user) = (context.RequiredTenantId, context.RequiredUserId);
            await transaction.ExecuteAsync(cancellationToken, new Sql(LockUser, tenant, user));
            var count = await transaction.QuerySingleAsync(new Sql(Count, tenant, user), static row => row.GetInt64(0), cancellationToken);
            if (count >= JobLimits.MaximumJobs
                && await transaction.ExecuteAsync(cancellationToken, new Sql(MakeRoom, tenant, user)) == 0)
            {
                return false;
            }

            await transaction.ExecuteAsync(cancellationToken, TenantStates.Remember(context), new Sql(Insert, tenant, user, job.JobId, job.Name,
                job.Schedule.ToJson(), job.TimeZone, job.Payload.ToJson(), job.Misfire, job.MisfireGraceSeconds, job.Status,
                job.AnchorAt, job.NextAt, context.KeyId, context.Quotas.User, context.Quotas.Key));
            return true;
        }, cancellationToken);
}
