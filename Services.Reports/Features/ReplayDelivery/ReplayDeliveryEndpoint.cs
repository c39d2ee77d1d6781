using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.ReplayDelivery;

/// <summary><c>POST /reports/{report_id}/deliveries/{channel}/replay</c>.</summary>
internal static class ReplayDeliveryEndpoint
{
    private const string Replay = $"""
        update deliveries set status = 'pending', is_replay = true, attempts = 0, due_at = $5, ended_at = null, code = null, http_status = null, sending_at = null, digest_id = null
        where tenant_id = $1 and user_id = $2 and subject_id = $3 and channel = $4 and kind = 'report' and status <> 'pending'
        returning {DeliveryRow.Columns}
        """;

    private const string Find = "select status from deliveries where tenant_id = $1 and user_id = $2 and subject_id = $3 and channel = $4 and kind = 'report'";

    private static readonly Refusal Pending = Refusals.Conflict("DELIVERY_PENDING", "It is about to be told by that way already.");

    public static void MapReplayDelivery(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.ReplayDelivery, HandleAsync)
        .WithSummary("Tells the end of a report of the caller's again by a way by which it was told, or was to be; with the same id, and at once, be it in quiet hours.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<DeliveryResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, string channel, Caller caller, TenantDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        // No text that PostgreSQL cannot take.
        if (!Guid.TryParseExact(reportId, "D", out var id) || !Contracts.Values.NotificationChannel.IsValid(channel))
        {
            return ReportRefusals.DeliveryNotFound;
        }

        AuditedWork.Name($"{id}:{channel}");
        var replayed = await db.QuerySingleAsync<DeliveryResource?>(caller.Context, new Sql(Replay, caller.TenantId, caller.UserId, id, channel, time.GetUtcNow()), DeliveryRow.Read, cancellationToken);
        if (replayed is not null)
        {
            return TypedResults.Ok(replayed);
        }

        return await db.QuerySingleAsync(caller.Context, new Sql(Find, caller.TenantId, caller.UserId, id, channel), static row => row.GetString(0), cancellationToken) is null
            ? ReportRefusals.DeliveryNotFound
            : Pending;
    }
}
