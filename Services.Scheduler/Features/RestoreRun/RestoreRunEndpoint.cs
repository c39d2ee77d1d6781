using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.RestoreRun;

/// <summary><c>DELETE /schedule/jobs/{job_id}/skip/{scheduled_for}</c></summary>
internal static class RestoreRunEndpoint
{
    public static void MapRestoreRun(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.RestoreRun, HandleAsync)
        .WithSummary("Takes back that a run is passed over which is yet to come, however often that is asked.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        Caller caller, [FromRoute(Name = "job_id")] string jobId, [FromRoute(Name = "scheduled_for")] string scheduledFor, TenantDb db, WakeSignal<DueScanService> signal, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(jobId, out var id))
        {
            return JobRefusals.NotFound;
        }

        var refusal = await db.TransactionAsync(caller.Context.AsUser(caller.UserId), async transaction =>
        {
            var found = await transaction.QuerySingleAsync(JobQueries.FindToChange(transaction.Context, id), StoredJobs.Read, cancellationToken);
            return found is null ? JobRefusals.NotFound
                // What is no time was passed over no more than any other that was not.
                : Rfc3339.Parse(scheduledFor) is not { } named ? JobRefusals.SkipNotFound
                : await RestoredRun.RestoreAsync(transaction, found, named.Truncate(), time.GetUtcNow().Truncate(), cancellationToken);
        }, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        signal.Raise();
        return TypedResults.NoContent();
    }
}
