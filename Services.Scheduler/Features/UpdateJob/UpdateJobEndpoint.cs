using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.UpdateJob;

/// <summary><c>PATCH /schedule/jobs/{job_id}</c></summary>
internal static class UpdateJobEndpoint
{
    private const string Update = """
        update jobs set name = $4, schedule = $5::jsonb, time_zone = $6, payload = $7::jsonb, misfire = $8,
            misfire_grace_seconds = $9, status = $10, anchor_at = $11, next_run_at = $12::timestamptz, updated_at = $13,
            lease_until = null, attempts = 0, key_id = $14::text, user_quotas = $15::text, key_quotas = $16::text
        where tenant_id = $1 and user_id = $2 and job_id = $3
        """;

    public static void MapUpdateJob(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.UpdateJob, HandleAsync)
        .WithSummary("Changes a job; what is absent stays. A changed schedule counts from now.")
        .WithBodyCheck<UpdateJobRequest>(static (request, http, errors) =>
            request.Check(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<JobResource>, Refusal>> HandleAsync(
        Caller caller,
        [FromRoute(Name = "job_id")] string jobId,
        UpdateJobRequest request,
        TenantDb db,
        WakeSignal<DueScanService> signal,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(jobId, out var id))
        {
            return JobRefusals.NotFound;
        }

        var context = caller.Context.AsUser(caller.UserId);
        var (job, refusal) = await db.TransactionAsync(context, async transaction =>
        {
            var found = await transaction.QuerySingleAsync(JobQueries.FindToChange(context, id), StoredJobs.Read, cancellationToken);
            if (found is null)
            {
                return (null, JobRefusals.NotFound);
            }

            var (changed, wrong) = Change(found, request, time.GetUtcNow().Truncate());
            if (changed is not null)
            {
                await transaction.ExecuteAsync(cancellationToken, TenantStates.Remember(context), ToUpdate(changed, context));
            }

            return (changed, wrong);
        }, cancellationToken);
        if (job is null)
        {
            return refusal!;
        }

        signal.Raise();
        return TypedResults.Ok(JobResource.Of(job));
    }

    private static (Job? Job, Refusal? Refusal) Change(Job job, UpdateJobRequest request, DateTimeOffset now)
    {
        var draft = request.ToDraft(job);
        return draft.Check(now, checkSchedule: draft.Schedule != job.Schedule) is { } refusal
            ? (null, refusal)
            : (job.Change(draft, request.Enabled, now), null);
    }

    private static Sql ToUpdate(Job job, TenantContext context) => new(Update,
        context.RequiredTenantId, context.RequiredUserId, job.JobId, job.Name, job.Schedule.ToJson(), job.TimeZone,
        job.Payload.ToJson(), job.Misfire, job.MisfireGraceSeconds, job.Status, job.AnchorAt, job.NextAt,
        job.UpdatedAt, context.KeyId, context.Quotas.User, context.Quotas.Key);
}
