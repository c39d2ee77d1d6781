using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Negotiation;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.GetReport;

internal static class GetReportEndpoint
{
    private const string Find = $"select {ReportRow.Columns} from reports where tenant_id = $1 and user_id = $2 and report_id = $3";

    public static void MapGetReport(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.GetReport, HandleAsync)
        .WithSummary("One report of the caller's: as JSON, or, once it is completed, its content as Markdown or HTML.")
        .Produces<ReportResource>()
        .ProducesAlso(MediaTypes.Markdown, MediaTypes.Html)
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<ConditionalContent, Refusal>> HandleAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "report_id")] string reportId,
        Caller caller, RequestPreconditions preconditions, HttpRequest request, TenantDb db, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(reportId, "D", out var id)
            || await db.QuerySingleAsync(caller.Context, new Sql(Find, caller.TenantId, caller.UserId, id), ReportRow.Read, cancellationToken) is not { } report)
        {
            return ReportRefusals.NotFound;
        }

        // That one of them is accepted has been seen to before.
        var mediaType = AcceptedForm.Choose(request, Operations.Reports.GetReport.Forms);
        if (mediaType is null or MediaTypes.Json)
        {
            return Representation.Of("application/json; charset=utf-8", preconditions, JsonSerializer.SerializeToUtf8Bytes(report.ToResource(), Json.Wire));
        }

        if (report.Content is not { } content)
        {
            return WithoutContent(report);
        }

        if (mediaType == MediaTypes.Markdown)
        {
            return Representation.Of("text/markdown; charset=utf-8", preconditions, Encoding.UTF8.GetBytes(content));
        }

        var page = ReportPage.Render(content, await KeptEvidence.FindSnapshotAsync(db, caller.Context, id, cancellationToken));
        return Representation.Of("text/html; charset=utf-8", preconditions, Encoding.UTF8.GetBytes(page), ReportPage.ContentSecurityPolicy);
    }

    private static Refusal WithoutContent(ReportRow report) => report.Status == ReportStatus.Failed.Value
        ? Refusals.Conflict("REPORT_FAILED", $"The report failed: {report.ErrorMessage}")
        : report.Status == ReportStatus.Cancelled.Value ? Refusals.Conflict("REPORT_CANCELLED", "The report was cancelled.")
        : Refusals.Conflict("REPORT_NOT_READY", $"The report is {report.Status}; ask again in a moment.") with
        {
            Members = new Dictionary<string, object?> { ["status"] = report.Status, ["progress"] = report.Progress },
        };
}
