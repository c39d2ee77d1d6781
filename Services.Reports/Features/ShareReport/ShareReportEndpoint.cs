using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Persistence;
using Nanobot.Services.Reports.Sharing;

namespace Nanobot.Services.Reports.Features.ShareReport;

/// <summary><c>POST /reports/{report_id}/share</c>.</summary>
internal static class ShareReportEndpoint
{
    public static void MapShareReport(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.ShareReport, HandleAsync)
        .WithSummary("Makes a link that leads whoever has it to a report of the caller's, once it is completed and until the link is over or taken back; this answer is the only place where it is shown.")
        .WithBodyCheck<ShareRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreatedShare>, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, ShareRequest request, Caller caller, ReportLinks links, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        if (!Guid.TryParseExact(reportId, "D", out var id))
        {
            return ReportRefusals.NotFound;
        }

        var (share, refusal) = await links.CreateAsync(caller.Context, id, request, cancellationToken);
        return share is not null ? TypedResults.Created(share.Url, share) : refusal!;
    }

    private static void Check(ShareRequest request, ValidationErrors errors) => errors
        .Require(request.ExpiresIn is null or (>= ShareRequest.Shortest and <= ShareRequest.Longest), "expires_in", "must be 60 to 7776000 seconds")
        .Require(request.Format is null || ShareFormat.IsValid(request.Format), "format", ShareFormat.Form);
}
