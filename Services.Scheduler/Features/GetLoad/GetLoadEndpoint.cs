using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Core.Times;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Slots;

namespace Nanobot.Services.Scheduler.Features.GetLoad;

/// <summary><c>GET /schedule/operations/load</c></summary>
internal static class GetLoadEndpoint
{
    private const int DefaultMinutes = 60;
    private const int MaximumMinutes = 1440;
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static void MapGetLoad(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Scheduler.GetLoad, HandleAsync)
        .WithSummary("What the minutes to come will carry in thousands of tokens, of all tenants together, and their busiest seconds.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<LoadResource>, Refusal>> HandleAsync(
        [FromQuery(Name = "from")] string? from, [FromQuery(Name = "minutes")] string? minutes, LoadCurve curve, TimeProvider time, CancellationToken cancellationToken)
    {
        var (errors, now) = (new ValidationErrors(), time.GetUtcNow());
        var start = from is null ? now : Rfc3339.Parse(from);
        errors.Require(start is not null, "from", "must be a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00Z");
        errors.Require(start is null || (start > now - TimeSpan.FromDays(1) && start < now + Week), "from", "must be within a day back and a week ahead: nothing else is known");
        var count = minutes is null ? DefaultMinutes : WholeNumber.TryParseSigned(minutes, out var number) ? number : 0;
        errors.Require(count is >= 1 and <= MaximumMinutes, "minutes", "must be 1 to 1440");
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var first = start!.Value.ToUniversalTime();
        return TypedResults.Ok(await curve.OfAsync(first.AddTicks(-(first.Ticks % TimeSpan.TicksPerMinute)), count, cancellationToken));
    }
}
