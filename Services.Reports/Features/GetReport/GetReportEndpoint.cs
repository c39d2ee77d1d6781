using Nanobot.Services.Reports.Archive;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
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
using Nanobot.Services.Reports.Representations;

namespace Nanobot.Services.Reports.Features.GetReport;

internal static class GetReportEndpoint
{
    private const string Find = $"select {ReportRow.Columns} from all_reports where tenant_id = $1 and user_id = $2 and report_id = $3";

    public static void MapGetReport(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.GetReport, HandleAsync)
        .WithSummary("One report of the caller's: as JSON, or, once it is completed, its content as Markdown, a page, plain text or a PDF.")
        .Produces<ReportResource>()
        .ProducesAlso(MediaTypes.Markdown, MediaTypes.Html, MediaTypes.Text, MediaTypes.Pdf)
        .Produces(StatusCodes.Status206PartialContent)
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status416RangeNotSatisfiable)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<ConditionalContent, Refusal>> HandleAsync(
        [FromRoute(Name = "report_id")] string reportId, string? download,
        Caller caller, RequestPreconditions preconditions, HttpRequest request, TenantDb db, ReportArchive archive, KeptEvidence kept, ReportForms forms, CancellationToken cancellationToken)
    {
        if (download is not (null or "true" or "false"))
        {
            return Refusals.Invalid("download", "must be true or false");
        }

        if (!Guid.TryParseExact(reportId, "D", out var id)
            || await db.QuerySingleAsync(caller.Context, new Sql(Find, caller.TenantId, caller.UserId, id), ReportRow.Read, cancellationToken) is not { } report)
        {
            return ReportRefusals.NotFound;
        }

        var available = forms.Available(Operations.Reports.GetReport.Forms);
        if (AcceptedForm.Choose(request, available) is not { } form)
        {
            return Refusals.NotAcceptable(available);
        }

        if (report is { Content: null, Stored: { } stored })
        {
            report = report with { Content = await archive.ContentAsync(caller.Context, stored, cancellationToken) };
        }

        if (form == MediaTypes.Json)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(report.ToResource(), Json.Wire);
            return new ConditionalContent("application/json; charset=utf-8", json, Validators.OfContent(json), preconditions) { TakesRanges = true };
        }

        if (report.Content is not { } content)
        {
            return ReportRefusals.WithoutContent(report);
        }

        var evidence = form is MediaTypes.Html or MediaTypes.Pdf ? await kept.FindSnapshotAsync(caller.Context, id, cancellationToken) : null;
        return forms.Of(new ReportContent(caller.Context, id, report.ReportType, content, evidence, report.CompletedAt ?? report.CreatedAt), form, preconditions, download == "true");
    }
}
