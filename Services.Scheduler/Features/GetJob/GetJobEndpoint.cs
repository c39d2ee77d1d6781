using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.GetJob;

/// <summary><c>GET /schedule/jobs/{job_id}</c></summary>
internal static class GetJobEndpoint
{
    public static void MapGetJob(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.GetJob, HandleAsync)
        .WithSummary("One job.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<JobResource>, Refusal>> HandleAsync(
        Caller caller, [FromRoute(Name = "job_id")] string jobId, TenantDb db, CancellationToken cancellationToken) =>
        Guid.TryParse(jobId, out var id)
        && await db.QuerySingleAsync(caller.Context, JobQueries.Find(caller.Context, id), StoredJobs.Read, cancellationToken) is { } job
            ? TypedResults.Ok(JobResource.Of(job))
            : JobRefusals.NotFound;
}
