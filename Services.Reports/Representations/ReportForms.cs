using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Printing;

namespace Nanobot.Services.Reports.Representations;

/// <summary>
/// The forms of a completed report, each with an entity tag of its own: Markdown, which is the report itself, and what is made of it. Only what is asked for is made, and a PDF not even then
/// where whoever asks has it.
/// </summary>
internal sealed class ReportForms(PrintedReports printed)
{
    private const string Utf8 = "; charset=utf-8";

    /// <summary>Of some media types those that this installation can make.</summary>
    public IReadOnlyList<string> Available(IReadOnlyList<string> forms) => printed.CanPrint ? forms : [.. forms.Where(static form => form != MediaTypes.Pdf)];

    /// <summary>The report as <paramref name="form"/>, one of <see cref="Available"/>.</summary>
    public ConditionalContent Of(ReportContent report, string form, RequestPreconditions preconditions, bool isDownload = false, string? cacheControl = null)
    {
        var page = form is MediaTypes.Html or MediaTypes.Pdf ? ReportPage.Render(report.Markdown, report.Evidence) : "";
        var (body, tag) = form switch
        {
            MediaTypes.Pdf => (token => PrintAsync(report, page, token), Validators.OfHash(printed.HashOf(page))),
            MediaTypes.Html => OfText(page),
            MediaTypes.Text => OfText(PlainReport.Render(report.Markdown)),
            MediaTypes.Markdown => OfText(report.Markdown),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
        };
        return new ConditionalContent(form == MediaTypes.Pdf ? form : form + Utf8, body, tag, preconditions)
        {
            TakesRanges = form != MediaTypes.Pdf || printed.IsExact,
            CacheControl = cacheControl ?? "private, no-cache",
            ContentSecurityPolicy = form == MediaTypes.Html ? ReportPage.ContentSecurityPolicy : null,
            Disposition = Disposition(report, form, isDownload),
        };
    }

    private static (Func<CancellationToken, Task<ReadOnlyMemory<byte>>> Body, Validators Tag) OfText(string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        return (_ => Task.FromResult<ReadOnlyMemory<byte>>(octets), Validators.OfContent(octets));
    }

    private static ContentDispositionHeaderValue Disposition(ReportContent report, string form, bool isDownload)
    {
        var date = report.CompletedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var extension = form switch { MediaTypes.Pdf => "pdf", MediaTypes.Html => "html", MediaTypes.Text => "txt", _ => "md" };
        return new ContentDispositionHeaderValue(isDownload ? "attachment" : "inline") { FileName = $"report-{report.ReportType}-{date}.{extension}" };
    }

    private async Task<ReadOnlyMemory<byte>> PrintAsync(ReportContent report, string page, CancellationToken cancellationToken) =>
        await printed.PrintAsync(report.Owner, report.ReportId, page, report.Markdown, report.CompletedAt, cancellationToken);
}
