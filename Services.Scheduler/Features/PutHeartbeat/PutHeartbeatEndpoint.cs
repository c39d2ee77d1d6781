using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Features.PutHeartbeat;

/// <summary><c>PUT /schedule/heartbeat</c></summary>
internal static class PutHeartbeatEndpoint
{
    private const string Utc = "UTC";

    public static void MapPutHeartbeat(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.PutHeartbeat, HandleAsync)
        .WithSummary("Switches the heartbeat of the caller's assistant on or off, and says how often it comes. It is one job, and never two.")
        .WithBodyCheck<HeartbeatRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<HeartbeatSetting>, Refusal>> HandleAsync(
        Caller caller, HeartbeatRequest request, DefaultTimeZone defaultZone, IJobSlots slots, TenantDb db, WakeSignal<DueScanService> signal, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var context = caller.Context.AsUser(caller.UserId);
        // Only a job that is yet to be made needs the user's zone, which another module knows.
        var isThere = await db.QuerySingleAsync(context, JobBook.Heartbeats(context), static row => row.GetGuid(0), cancellationToken) != default;
        var zone = isThere || request is { Enabled: false, Seconds: null } ? ZoneName.Parse(Utc) : await defaultZone.OfAsync(caller.Context, cancellationToken);
        var (job, refusal) = await Heartbeats.PutAsync(db, slots, context, request.Enabled is true, request.Seconds, zone, time.GetUtcNow().Truncate(), cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        signal.Raise();
        return TypedResults.Ok(HeartbeatSetting.Of(job));
    }

    private static void Check(HeartbeatRequest request, ValidationErrors errors) => errors
        .Require(request.Enabled is not null || errors.IsUnreadable("enabled"), "enabled", "is needed: true or false")
        .Require(request.Seconds is null or (>= ScheduleRules.MinimumSeconds and <= ScheduleRules.MaximumSeconds), "seconds",
            string.Create(CultureInfo.InvariantCulture, $"must be {ScheduleRules.MinimumSeconds} to {ScheduleRules.MaximumSeconds}"));
}
