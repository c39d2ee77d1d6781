using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary><c>GET /schedule/preview</c></summary>
internal static class PreviewScheduleEndpoint
{
    public static void MapPreviewSchedule(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.PreviewSchedule, HandleAsync)
        .WithSummary("The next times of a schedule, without making a job.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<PreviewResponse>, Refusal>> HandleAsync(
        Caller caller, [AsParameters] PreviewQuery query, DefaultTimeZone defaultZone, CalendarBook calendars, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().Truncate();
        var (request, refusal) = query.Read(now);
        if (request is null)
        {
            return refusal!;
        }

        var (excluded, unknown) = await calendars.DaysAsync(caller.Context, request.Calendars, cancellationToken);
        if (excluded is null)
        {
            return unknown!;
        }

        var zone = request.Zone ?? await defaultZone.OfAsync(caller.Context, cancellationToken);
        return TypedResults.Ok(new PreviewResponse(zone.Value, [.. Times(request, Zone.Of(zone.Value), excluded)]));
    }

    private static IEnumerable<DateTimeOffset> Times(PreviewRequest preview, Zone zone, ExcludedDays excluded)
    {
        var schedule = preview.Schedule.Compile(zone, preview.After, excluded);
        var next = schedule.Next(preview.After);
        for (var i = 0; i < preview.Count && next is { } time; i++)
        {
            yield return zone.Show(time);
            next = schedule.Next(time);
        }
    }
}
