using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Answers;
using Nanobot.ServiceDefaults.Http.Negotiation;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Reports.Representations;
using Nanobot.Services.Reports.Sharing;

namespace Nanobot.Services.Reports.Features.GetSharedReport;

/// <summary><c>GET /shared/{token}</c>.</summary>
internal static class GetSharedReportEndpoint
{
    // For as long a cache in between goes on showing what was taken back.
    private const int Kept = 60;

    public static void MapGetSharedReport(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.GetSharedReport, HandleAsync)
        .WithSummary("The report to which a link leads, for whoever has the link: as a page, Markdown, plain text, a PDF or JSON.")
        .Produces<SharedReport>()
        .ProducesAlso(MediaTypes.Html, MediaTypes.Markdown, MediaTypes.Text, MediaTypes.Pdf)
        .Produces(StatusCodes.Status206PartialContent)
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status416RangeNotSatisfiable)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<ConditionalContent, Refusal>> HandleAsync(
        string token, HttpContext http, RequestPreconditions preconditions, SharedReports shared, ReportForms forms, TimeProvider time, CancellationToken cancellationToken)
    {
        PublicAnswer.To(http);
        http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        // The address is all that is needed to read it.
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await shared.FindAsync(token, cancellationToken) is not { } found)
        {
            return ShareRefusals.Nowhere;
        }

        var available = forms.Available(found.Format is { } only ? [FormOf(only)] : Operations.Reports.GetSharedReport.Forms);
        if (available.Count == 0 || AcceptedForm.Choose(http.Request, available) is not { } form)
        {
            return Refusals.NotAcceptable(available);
        }

        var left = (long)Math.Clamp((found.ExpiresAt - time.GetUtcNow()).TotalSeconds, 0, Kept);
        var cacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={left}");
        if (form != MediaTypes.Json)
        {
            return forms.Of(found.Report, form, preconditions, cacheControl: cacheControl);
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(new SharedReport(found.Report.ReportType, found.Report.Markdown, found.Report.CompletedAt, found.ExpiresAt), Json.Wire);
        return new ConditionalContent("application/json; charset=utf-8", json, Validators.OfContent(json), preconditions) { TakesRanges = true, CacheControl = cacheControl };
    }

    private static string FormOf(string format) => format == ShareFormat.Pdf.Value ? MediaTypes.Pdf
        : format == ShareFormat.Markdown.Value ? MediaTypes.Markdown
        : format == ShareFormat.Text.Value ? MediaTypes.Text
        : MediaTypes.Html;
}
