using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.RunJob;

/// <summary><c>POST /schedule/jobs/{job_id}/run</c></summary>
internal static class RunJobEndpoint
{
    public static void MapRunJob(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.RunJob, HandleAsync)
        .WithSummary("Runs a job now, beside its schedule; a paused or finished one too.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Accepted<OccurrenceResource>, Refusal>> HandleAsync(
        Caller caller, [FromRoute(Name = "job_id")] string jobId, TenantDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(jobId, out var id))
        {
            return JobRefusals.NotFound;
        }

        var context = caller.Context.AsUser(caller.UserId);
        var (occurrence, refusal) = await db.TransactionAsync(context, async transaction =>
        {
            var job = await transaction.QuerySingleAsync(JobQueries.FindToChange(context, id), StoredJobs.Read, cancellationToken);
            return job is null ? (null, JobRefusals.NotFound) : await ManualRun.FireAsync(transaction, job, time.GetUtcNow().Truncate(), cancellationToken);
        }, cancellationToken);
        return occurrence is null
            ? refusal!
            : TypedResults.Accepted($"/schedule/jobs/{id}/history", occurrence);
    }
}
