using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Platform.Webhooks;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Webhooks;

namespace Nanobot.Services.Scheduler.Features.CreateJob;

/// <summary><c>POST /schedule/jobs</c></summary>
internal static class CreateJobEndpoint
{
    public static void MapCreateJob(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.CreateJob, HandleAsync)
        .WithSummary("Schedules a job.")
        .WithBodyCheck<CreateJobRequest>(static (request, http, errors) =>
            request.ToDraft().Check(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<JobResource>, Refusal>> HandleAsync(
        Caller caller,
        CreateJobRequest request,
        DefaultTimeZone defaultZone,
        IJobSlots slots,
        WebhookGate gate,
        WebhookBook webhooks,
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

        // An occurrence acts for the user alone, whatever role asked for the job.
        var context = caller.Context.AsUser(caller.UserId);
        if (await gate.RefuseAsync(context, draft.Payload, cancellationToken) is { } closed)
        {
            return closed;
        }

        var zone = draft.TimeZone is { } named ? ZoneName.Parse(named) : await defaultZone.OfAsync(caller.Context, cancellationToken);
        var (job, secret, refused) = await db.TransactionAsync(context, async transaction =>
        {
            await JobBook.HoldAsync(transaction, cancellationToken);
            var (excluded, unknown) = await CalendarBook.UseAsync(transaction, draft.Calendars ?? [], cancellationToken);
            if (excluded is null)
            {
                return (null, null, unknown);
            }

            var made = await slots.PlaceAsync(transaction, Job.New(draft, zone, excluded, now), now, cancellationToken);
            AuditedWork.Name(made.JobId.ToString());
            return await JobBook.AddAsync(transaction, made, cancellationToken) is { } full
                ? ((Job?)null, (string?)null, full)
                : (made, await webhooks.KeepAsync(transaction, null, made, cancellationToken), null);
        }, cancellationToken);
        if (job is null)
        {
            return refused!;
        }

        signal.Raise();
        return TypedResults.Created($"/schedule/jobs/{job.JobId}", JobResource.Of(job, secret));
    }
}
