using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Operating.Replays;

namespace Nanobot.Services.Scheduler.Features.ReplaySchedule;

/// <summary><c>POST /schedule/operations/replay</c></summary>
internal static class ReplayScheduleEndpoint
{
    public static void MapReplaySchedule(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Scheduler.ReplaySchedule, HandleAsync)
        .WithSummary("What the schedules as they are have in a span, past or to come, and what became of it; nothing is made or written.")
        .WithBodyCheck<ReplayRequest>(static (request, http, errors) => request.Check(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().Truncate(), errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<ReplayResult>, Refusal>> HandleAsync(ReplayRequest request, Replay replay, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var (from, to, after) = request.Check(time.GetUtcNow().Truncate(), errors);
        return errors.ToRefusal() is { } invalid
            ? invalid
            : TypedResults.Ok(await replay.RunAsync((from, to), request.TenantId, after, request.Limit ?? ReplayRequest.DefaultListed, request.Only, cancellationToken));
    }
}
