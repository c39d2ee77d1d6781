using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.GetEvidence;

/// <summary><c>GET /reports/{report_id}/evidence/{number}</c>.</summary>
internal static class GetEvidenceEndpoint
{
    private static readonly Refusal NotFound = Refusals.NotFound("EVIDENCE_NOT_FOUND", "piece of evidence");

    public static void MapGetEvidence(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.GetEvidence, HandleAsync)
        .WithSummary("What a report of the caller's cites by a number: its source, its figures, and the rows that these come from.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<EvidenceResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, [FromRoute] string number, Caller caller, KeptEvidence evidence, CancellationToken cancellationToken)
    {
        if (await evidence.FindAsync(caller.Context, reportId, cancellationToken) is not { } kept)
        {
            return ReportRefusals.NotFound;
        }

        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted >= 1 && wanted <= kept.Evidence.Count
            ? TypedResults.Ok(kept.Evidence[wanted - 1])
            : NotFound;
    }
}
