using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Webhooks;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Webhooks;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.UpdateJob;

/// <summary><c>PATCH /schedule/jobs/{job_id}</c></summary>
internal static class UpdateJobEndpoint
{
    public static void MapUpdateJob(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.UpdateJob, HandleAsync)
        .WithSummary("Changes a job; what is absent stays. A changed schedule counts from now.")
        .WithBodyCheck<UpdateJobRequest>(static (request, http, errors) =>
            request.Check(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<JobResource>, Refusal>> HandleAsync(
        Caller caller,
        [FromRoute(Name = "job_id")] string jobId,
        UpdateJobRequest request,
        DefaultTimeZone defaultZone,
        IJobSlots slots,
        WebhookGate gate,
        WebhookBook webhooks,
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
        // Before anything is held: another module knows it. What is wrong with the payload has been told of by then.
        if (await gate.RefuseAsync(context, request.Payload?.ToPayload(), cancellationToken) is { } closed)
        {
            return closed;
        }

        var userZone = request.ZoneMode == ZoneMode.User ? await defaultZone.OfAsync(caller.Context, cancellationToken) : null;
        var (job, secret, refusal) = await db.TransactionAsync(context, async transaction =>
        {
            // What a user has one of is counted before any job is held.
            var counted = request.Payload?.Type == PayloadType.Heartbeat;
            if (counted)
            {
                await JobBook.HoldAsync(transaction, cancellationToken);
            }

            var found = await transaction.QuerySingleAsync(JobQueries.FindToChange(context, id), StoredJobs.Read, cancellationToken);
            if (found is null)
            {
                return (null, null, JobRefusals.NotFound);
            }

            var now = time.GetUtcNow().Truncate();
            var (changed, wrong) = await ChangeAsync(transaction, found, request, userZone, now, cancellationToken);
            if (changed is not null && counted && await JobBook.RefuseAsync(transaction, changed, cancellationToken) is { } second)
            {
                return ((Job?)null, (string?)null, second);
            }

            string? made = null;
            if (changed is not null)
            {
                changed = await slots.PlaceAsync(transaction, changed, now, cancellationToken);
                await JobBook.ChangeAsync(transaction, changed, cancellationToken);
                made = await webhooks.KeepAsync(transaction, found, changed, cancellationToken);
            }

            return (changed, made, wrong);
        }, cancellationToken);
        if (job is null)
        {
            return refusal!;
        }

        signal.Raise();
        return TypedResults.Ok(JobResource.Of(job, secret));
    }

    private static async Task<(Job? Job, Refusal? Refusal)> ChangeAsync(
        TenantTransaction transaction, Job job, UpdateJobRequest request, ZoneName? userZone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var draft = request.ToDraft(job);
        if (job.Origin == JobOrigin.Preferences && PreferenceOf(job, draft) is { } preference)
        {
            return (null, JobRefusals.Standing(preference));
        }

        if (draft.Check(now, checkSchedule: draft.Schedule != job.Schedule) is { } refusal)
        {
            return (null, refusal);
        }

        if (draft.Calendars!.SequenceEqual(job.Calendars))
        {
            return (job.Change(draft, request.Enabled, now, userZone), null);
        }

        var (excluded, unknown) = await CalendarBook.UseAsync(transaction, draft.Calendars!, cancellationToken);
        return excluded is null ? (null, unknown) : (job.Change(draft, request.Enabled, now, userZone, excluded), null);
    }

    // What a standing job has of the preferences, and another may not say.
    private static string? PreferenceOf(Job job, JobDraft draft) =>
        draft.Schedule.Kind != job.Schedule.Kind || draft.Payload?.Type != job.Payload.Type || draft.Payload?.ReportType != job.Payload.ReportType ? "report_frequency"
        : draft.Schedule != job.Schedule ? "report_time"
        : draft.ZoneMode != job.ZoneMode || (draft.TimeZone is not null && draft.TimeZone != job.TimeZone) ? "time_zone"
        : null;
}
