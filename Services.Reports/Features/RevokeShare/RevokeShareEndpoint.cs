using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Sharing;

namespace Nanobot.Services.Reports.Features.RevokeShare;

/// <summary><c>DELETE /reports/{report_id}/shares/{share_id}</c>.</summary>
internal static class RevokeShareEndpoint
{
    public static void MapRevokeShare(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.RevokeShare, HandleAsync)
        .WithSummary("Takes a link back; from that moment on it leads nowhere.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, [FromRoute(Name = "share_id")] string shareId, Caller caller, ReportLinks links, CancellationToken cancellationToken) =>
        Guid.TryParseExact(reportId, "D", out var report) && Guid.TryParseExact(shareId, "D", out var share) && await links.RevokeAsync(caller.Context, report, share, cancellationToken)
            ? TypedResults.NoContent()
            : ShareRefusals.NotFound;
}
