using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.CancelReport;

/// <summary><c>POST /reports/{report_id}/cancel</c>.</summary>
internal static class CancelReportEndpoint
{
    public static void MapCancelReport(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.CancelReport, HandleAsync)
        .WithSummary("Cancel a report of the caller's that waits or is being made; it is over at once, and what the model was asked ends within moments.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ReportResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, Caller caller, ReportCancellation cancellation, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(reportId, "D", out var id))
        {
            return ReportRefusals.NotFound;
        }

        var (report, refusal) = await cancellation.CancelAsync(caller.Context, id, cancellationToken);
        return report is not null ? TypedResults.Ok(report.ToResource()) : refusal!;
    }
}
