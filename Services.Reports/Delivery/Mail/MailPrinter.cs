using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Printing;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Prints the reports that go along with mails, within bounds: a mail does not wait for ever for one, and is sent without it.</summary>
internal sealed class MailPrinter(PrintedReports printed, IOptions<DeliveryOptions> options, TimeProvider time)
{
    /// <summary>The most octets that go along with one mail: 5 MB.</summary>
    public const int Largest = 5 * 1024 * 1024;

    // Of a lease, the rest of which a mail has.
    private const int Share = 4;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>A report as a PDF, or why there is none.</summary>
    /// <param name="context">Whose it is.</param>
    /// <param name="subject">The report.</param>
    /// <param name="evidence">What it rests on.</param>
    /// <param name="room">How many octets it may have.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(byte[]? Pdf, string? Lacks)> PrintAsync(TenantContext context, DeliverySubject subject, EvidenceSnapshot? evidence, int room, CancellationToken cancellationToken)
    {
        if (!printed.CanPrint)
        {
            return (null, MailCodes.NoPdf);
        }

        var wait = options.Value.Lease / Share;
        using var late = new CancellationTokenSource(wait < Longest ? wait : Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var pdf = await printed.PrintAsync(context, subject.Id, ReportPage.Render(subject.Markdown!, evidence), subject.Markdown!, subject.At, either.Token);
            return pdf.Length <= room ? (pdf, null) : (null, MailCodes.LargePdf);
        }
        catch (RefusalException refused)
        {
            return (null, refused.Refusal.Code);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, MailCodes.LatePdf);
        }
    }
}
