using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.SkipRun;

/// <summary><c>POST /schedule/jobs/{job_id}/skip</c></summary>
internal static class SkipRunEndpoint
{
    public static void MapSkipRun(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.SkipRun, HandleAsync)
        .WithSummary("Passes over the run that a job waits for; one that is named by its time only once, however often that is asked.")
        .WithBodyCheck<SkipRunRequest>(static (request, _, errors) => Read(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<JobResource>, Refusal>> HandleAsync(
        Caller caller, [FromRoute(Name = "job_id")] string jobId, SkipRunRequest? request, TenantDb db, WakeSignal<DueScanService> signal, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var named = Read(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        if (!Guid.TryParse(jobId, out var id))
        {
            return JobRefusals.NotFound;
        }

        var (job, refusal) = await db.TransactionAsync(caller.Context.AsUser(caller.UserId), async transaction =>
        {
            var found = await transaction.QuerySingleAsync(JobQueries.FindToChange(transaction.Context, id), StoredJobs.Read, cancellationToken);
            return found is null ? (null, JobRefusals.NotFound) : await SkipAsync(transaction, found, named, time.GetUtcNow().Truncate(), cancellationToken);
        }, cancellationToken);
        if (job is null)
        {
            return refusal!;
        }

        signal.Raise();
        return TypedResults.Ok(JobResource.Of(job));
    }

    private static async Task<(Job? Job, Refusal? Refusal)> SkipAsync(
        TenantTransaction transaction, Job job, DateTimeOffset? named, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (named is { } time && time != job.NextAt && await SkippedRun.IsSkippedAsync(transaction, job.JobId, time, cancellationToken))
        {
            return (job, null);
        }

        return job.NextAt is not { } next ? (null, JobRefusals.NotActive(job.Status))
            : named is not null && named != next ? (null, JobRefusals.SkipMoved(next))
            : (await SkippedRun.SkipAsync(transaction, job, now, cancellationToken), null);
    }

    private static DateTimeOffset? Read(SkipRunRequest? request, ValidationErrors errors)
    {
        if (request?.ScheduledFor is not { } text)
        {
            return null;
        }

        var time = Rfc3339.Parse(text);
        errors.Require(time is not null, "scheduled_for", "must be a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00Z");
        return time;
    }
}
