using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Webhooks;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.CopyJob;

/// <summary><c>POST /schedule/jobs/{job_id}/copy</c></summary>
internal static class CopyJobEndpoint
{
    public static void MapCopyJob(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.CopyJob, HandleAsync)
        .WithSummary("Makes another job that does the same, counting from now; of a paused one a paused one.")
        .WithBodyCheck<CopyJobRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<JobResource>, Refusal>> HandleAsync(
        Caller caller, [FromRoute(Name = "job_id")] string jobId, CopyJobRequest? request, IJobSlots slots, WebhookBook webhooks, TenantDb db, WakeSignal<DueScanService> signal, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        if (!Guid.TryParse(jobId, out var id))
        {
            return JobRefusals.NotFound;
        }

        var (copy, refusal) = await db.TransactionAsync(caller.Context.AsUser(caller.UserId), async transaction =>
        {
            await JobBook.HoldAsync(transaction, cancellationToken);
            if (await transaction.QuerySingleAsync(JobQueries.Find(transaction.Context, id), StoredJobs.Read, cancellationToken) is not { } job)
            {
                return ((Job?)null, (Refusal?)JobRefusals.NotFound);
            }

            // They stay there as long as this transaction, and with the copy from then on.
            if ((await CalendarBook.UseAsync(transaction, job.Calendars, cancellationToken)).Refusal is { } unknown)
            {
                return (null, unknown);
            }

            var now = time.GetUtcNow().Truncate();
            var made = await slots.PlaceAsync(transaction, job.Copy(request?.Name, now), now, cancellationToken);
            AuditedWork.Name(made.JobId.ToString());
            if (await JobBook.AddAsync(transaction, made, cancellationToken) is { } full)
            {
                return (null, full);
            }

            await webhooks.CopyAsync(transaction, job, made, cancellationToken);
            return (made, null);
        }, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        signal.Raise();
        return TypedResults.Created($"/schedule/jobs/{copy!.JobId}", JobResource.Of(copy));
    }

    private static void Check(CopyJobRequest? request, ValidationErrors errors)
    {
        if (request?.Name is { } name)
        {
            errors.Length(name.Trim(), "name", 1, JobLimits.MaximumName);
            errors.Require(Text.IsClean(name), "name", Text.Unclean);
        }
    }
}
