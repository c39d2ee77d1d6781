using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Persistence;
using Nanobot.Services.Reports.Sharing;

namespace Nanobot.Services.Reports.Features.ListShares;

/// <summary><c>GET /reports/{report_id}/shares</c>.</summary>
internal static class ListSharesEndpoint
{
    public static void MapListShares(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.ListShares, HandleAsync)
        .WithSummary("The links that lead to a report of the caller's: which there are, and not where they are.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ReportShares>, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, Caller caller, ReportLinks links, CancellationToken cancellationToken) =>
        Guid.TryParseExact(reportId, "D", out var id) && await links.FindAsync(caller.Context, id, cancellationToken) is { } shares
            ? TypedResults.Ok(shares)
            : ReportRefusals.NotFound;
}
