using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Scheduler.Domain;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary><c>GET /schedule/preview</c></summary>
internal static class PreviewScheduleEndpoint
{
    public static void MapPreviewSchedule(this RouteGroupBuilder group) => group.MapGet("/preview", HandleAsync)
        .WithName("PreviewSchedule")
        .WithSummary("The next times of a schedule, without making a job.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<PreviewResponse>, Refusal>> HandleAsync(
        Caller caller, [AsParameters] PreviewQuery query, DefaultTimeZone defaultZone, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().Truncate();
        var (request, refusal) = query.Read(now);
        if (request is null)
        {
            return refusal!;
        }

        var zone = Zones.Find(query.TimeZone ?? await defaultZone.OfAsync(caller.Context, cancellationToken));
        return TypedResults.Ok(new PreviewResponse(zone.Id, [.. Runs(request, zone)]));
    }

    private static IEnumerable<DateTimeOffset> Runs(PreviewRequest request, TimeZoneInfo zone)
    {
        var schedule = request.Schedule.Compile(zone, request.After);
        var next = schedule.Next(request.After);
        for (var i = 0; i < request.Count && next is { } run; i++)
        {
            yield return TimeZoneInfo.ConvertTime(run, zone);
            next = schedule.Next(run);
        }
    }
}
