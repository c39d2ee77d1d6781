using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Forecasts;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary><c>GET /schedule/preview</c></summary>
internal static class PreviewScheduleEndpoint
{
    public static void MapPreviewSchedule(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.PreviewSchedule, HandleAsync)
        .WithSummary("The next times of a schedule, without making a job, or of a job as it is or would be; and what they will probably cost.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<PreviewResponse>, Refusal>> HandleAsync(
        Caller caller, [AsParameters] PreviewQuery query, DefaultTimeZone defaultZone, CalendarBook calendars, IJobSlots slots, TenantDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().Truncate();
        Job? job = null;
        if (query.JobId is not null)
        {
            job = Guid.TryParse(query.JobId, out var id)
                ? await db.QuerySingleAsync(caller.Context, JobQueries.Find(caller.Context, id), StoredJobs.Read, cancellationToken)
                : null;
            if (job is null)
            {
                return JobRefusals.NotFound;
            }
        }

        var (request, refusal) = query.Read(job, now);
        if (request is null)
        {
            return refusal!;
        }

        var zone = request.Zone?.Value ?? job?.TimeZone ?? (await defaultZone.OfAsync(caller.Context, cancellationToken)).Value;
        var (excluded, unknown) = await calendars.DaysAsync(caller.Context, request.Calendars, cancellationToken);
        if (excluded is null)
        {
            return unknown!;
        }

        // A job that is there as it is may be in a zone that is not known any more.
        if (!ZoneName.TryParse(zone, out var known))
        {
            throw new StoredDataException($"job {job?.JobId} is in no time zone that is known here");
        }

        var looked = await slots.ProposeAsync(request.ToJob(known, excluded), now, cancellationToken);
        List<DateTimeOffset> runs = [.. Times(request, looked, known)];
        var past = await PastRuns.OfAsync(db, caller.Context, job is null ? [] : [job.JobId], cancellationToken);
        var forecast = past.Forecast(job?.JobId, request.Payload);
        return TypedResults.Ok(new PreviewResponse(
            zone, runs, new ForecastResource(forecast, forecast.Times(runs.Count)), looked.Timing, looked.Slot?.OffsetSeconds, looked.Slot is { IsTaken: false }));
    }

    private static IEnumerable<DateTimeOffset> Times(PreviewRequest preview, Job job, ZoneName name)
    {
        var (zone, schedule) = (Zone.Of(name.Value), job.Compile());
        // Of a job as it is: as it will fire, from the time on that it waits for.
        var next = preview is { IsJobs: true, After: null } && job.NextAt is { } waiting ? waiting : schedule.Next(preview.After ?? preview.Now);
        for (var i = 0; i < preview.Count && next is { } time; i++)
        {
            yield return zone.Show(time);
            next = schedule.Next(time);
        }
    }
}
