using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Negotiation;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Comparing;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.CompareReports;

/// <summary><c>GET /reports/{report_id}/compare/{other_id}</c>.</summary>
internal static class CompareReportsEndpoint
{
    private const string Find = $"select {ReportRow.Columns} from all_reports where tenant_id = $1 and user_id = $2 and report_id = any ($3)";

    public static void MapCompareReports(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.CompareReports, HandleAsync)
        .WithSummary("What differs between two completed reports of the caller's, the first taken for the one before: figures, headlines and sources by their evidence, and their words.")
        .Produces<ReportComparison>()
        .ProducesAlso(MediaTypes.Markdown, MediaTypes.Html, MediaTypes.Text)
        .Produces(StatusCodes.Status206PartialContent)
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status416RangeNotSatisfiable)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<ConditionalContent, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, [FromRoute(Name = "other_id")] string otherId,
        Caller caller, RequestPreconditions preconditions, HttpRequest request, TenantDb db, ReportArchive archive, KeptEvidence evidence, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(reportId, "D", out var first) || !Guid.TryParseExact(otherId, "D", out var second))
        {
            return ReportRefusals.NotFound;
        }

        var rows = await db.QueryAsync(caller.Context, new Sql(Find, caller.TenantId, caller.UserId, new[] { first, second }), ReportRow.Read, cancellationToken);
        if (rows.Find(row => row.ReportId == first) is not { } from || rows.Find(row => row.ReportId == second) is not { } to)
        {
            return ReportRefusals.NotFound;
        }

        if (first == second)
        {
            return Refusals.Invalid("other_id", "must be another report than report_id");
        }

        if (AcceptedForm.Choose(request, Operations.Reports.CompareReports.Forms) is not { } form)
        {
            return Refusals.NotAcceptable(Operations.Reports.CompareReports.Forms);
        }

        return (IsCompleted(from) ? IsCompleted(to) ? null : to : from) is { } unfinished
            ? ReportRefusals.WithoutContent(unfinished)
            : ComparisonForms.Of(await ReadAsync(from), await ReadAsync(to), form, preconditions);

        async Task<ComparableReport> ReadAsync(ReportRow report) => new(
            report.ReportId, report.ReportType, report.Content ?? await archive.ContentAsync(caller.Context, report.Stored!, cancellationToken),
            await evidence.FindSnapshotAsync(caller.Context, report.ReportId, cancellationToken), report.CompletedAt ?? report.CreatedAt);
    }

    // Its content stands here, or in the store.
    private static bool IsCompleted(ReportRow report) => report.Content is not null || report.Stored is not null;
}
