using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.DeleteReport;

/// <summary><c>DELETE /reports/{report_id}</c>.</summary>
internal static class DeleteReportEndpoint
{
    public static void MapDeleteReport(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.DeleteReport, HandleAsync)
        .WithSummary("Deletes a report of the caller's that has come to its end, with its evidence, its links and what was told of it.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, Caller caller, ReportDeletion deletion, CancellationToken cancellationToken) =>
        !Guid.TryParseExact(reportId, "D", out var id) ? ReportRefusals.NotFound
            : await deletion.DeleteAsync(caller.Context, id, cancellationToken) is { } refusal ? refusal
            : TypedResults.NoContent();
}
