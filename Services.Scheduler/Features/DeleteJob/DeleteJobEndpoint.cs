using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Features.DeleteJob;

/// <summary><c>DELETE /schedule/jobs/{job_id}</c></summary>
internal static class DeleteJobEndpoint
{
    private const string Delete = "delete from jobs where tenant_id = $1 and user_id = $2 and job_id = $3";

    public static void MapDeleteJob(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.DeleteJob, HandleAsync)
        .WithSummary("Deletes a job and its history; reports that it made stay.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        Caller caller, [FromRoute(Name = "job_id")] string jobId, TenantDb db, CancellationToken cancellationToken) =>
        Guid.TryParse(jobId, out var id)
        && await db.ExecuteAsync(caller.Context, new Sql(Delete, caller.TenantId, caller.UserId, id), cancellationToken) == 1
            ? TypedResults.NoContent()
            : JobRefusals.NotFound;
}
