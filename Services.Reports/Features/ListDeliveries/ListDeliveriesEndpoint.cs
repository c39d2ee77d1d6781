using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.ListDeliveries;

/// <summary><c>GET /reports/{report_id}/deliveries</c>.</summary>
internal static class ListDeliveriesEndpoint
{
    private const string FindReport = "select report_id from all_reports where tenant_id = $1 and user_id = $2 and report_id = $3";

    private const string Select = $"""
        select {DeliveryRow.Columns} from deliveries where tenant_id = $1 and user_id = $2 and subject_id = $3 and kind = 'report' order by channel
        """;

    public static void MapListDeliveries(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.ListDeliveries, HandleAsync)
        .WithSummary("By which ways the caller is told of the end of a report, and how each of them stands.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ReportDeliveries>, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, Caller caller, TenantDb db, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(reportId, "D", out var id))
        {
            return ReportRefusals.NotFound;
        }

        var report = new SqlRows<Guid>(new Sql(FindReport, caller.TenantId, caller.UserId, id), static row => row.GetGuid(0));
        var deliveries = new SqlRows<DeliveryResource>(new Sql(Select, caller.TenantId, caller.UserId, id), DeliveryRow.Read);
        await db.BatchAsync(caller.Context, [report, deliveries], cancellationToken);
        return report.Rows.Count == 0 ? ReportRefusals.NotFound : TypedResults.Ok(new ReportDeliveries(id, deliveries.Rows));
    }
}
