using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.ListEvidence;

/// <summary><c>GET /reports/{report_id}/evidence</c>.</summary>
internal static class ListEvidenceEndpoint
{
    public static void MapListEvidence(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.ListEvidence, HandleAsync)
        .WithSummary("All that a report of the caller's rests on, and how its sources fared.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<ReportEvidence>, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, Caller caller, KeptEvidence evidence, CancellationToken cancellationToken) =>
        await evidence.FindAsync(caller.Context, reportId, cancellationToken) is { } kept ? TypedResults.Ok(kept) : ReportRefusals.NotFound;
}
