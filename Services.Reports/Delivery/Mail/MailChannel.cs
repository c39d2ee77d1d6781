using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Sends the user a mail, at the address that it has shown to be its own.</summary>
internal sealed class MailChannel(KeptEvidence kept, MailBook book, MailWriter writer, MailSender sender, MailPrinter printer, MailPace pace, IOptions<SmtpOptions> options) : IDeliveryChannel
{
    public string Name => NotificationChannel.Email.Value;

    public bool TakesDigests => true;

    public async Task<ChannelOutcome> TryAsync(DeliveryTry attempt, CancellationToken cancellationToken)
    {
        if (!options.Value.IsSetUp)
        {
            return ChannelOutcome.Skipped(MailCodes.NotSetUp);
        }

        if (await book.FindAsync(attempt.Context, cancellationToken) is not { VerifiedAt: not null } known)
        {
            return ChannelOutcome.Skipped(MailCodes.NoAddress);
        }

        if (known.UnsubscribedAt is not null)
        {
            return ChannelOutcome.Skipped(MailCodes.Unsubscribed);
        }

        if (pace.Take() is var wait && wait > TimeSpan.Zero)
        {
            return ChannelOutcome.BusyFor(wait);
        }

        var (reports, lacks) = await ReportsAsync(attempt, cancellationToken);
        var outcome = await sender.SendAsync(writer.Write(attempt, reports, known.Address), attempt.BeginAsync, cancellationToken);
        return outcome.Code is null ? outcome with { Lacks = lacks } : outcome;
    }

    private async Task<(List<MailedReport> Reports, string? Lacks)> ReportsAsync(DeliveryTry attempt, CancellationToken cancellationToken)
    {
        var reports = new List<MailedReport>();
        var (room, lacks) = (MailPrinter.Largest, (string?)null);
        foreach (var (_, subject) in attempt.Items)
        {
            var isWhole = subject is { Kind: SubjectKind.Report, Markdown: not null } && attempt.Format != ReportFormat.Markdown;
            var evidence = isWhole ? await kept.FindSnapshotAsync(attempt.Context, subject.Id, cancellationToken) : null;
            var (pdf, why) = isWhole && attempt.Format == ReportFormat.Pdf ? await printer.PrintAsync(attempt.Context, subject, evidence, room, cancellationToken) : (null, null);
            reports.Add(new MailedReport(subject, evidence, pdf));
            (room, lacks) = (room - (pdf?.Length ?? 0), lacks ?? why);
        }

        return (reports, lacks);
    }
}
