using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Sends the user a mail, at the address that it has shown to be its own.</summary>
internal sealed class MailChannel(KeptEvidence kept, MailBook book, MailWriter writer, MailSender sender, MailPace pace, IOptions<SmtpOptions> options) : IDeliveryChannel
{
    public string Name => NotificationChannel.Email.Value;

    public async Task<ChannelOutcome> TryAsync(ClaimedDelivery delivery, DeliverySubject subject, CancellationToken cancellationToken)
    {
        if (!options.Value.IsSetUp)
        {
            return ChannelOutcome.Skipped(MailCodes.NotSetUp);
        }

        if (await book.FindAsync(delivery.Context, cancellationToken) is not { VerifiedAt: not null } known)
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

        var evidence = subject is { Kind: SubjectKind.Report, Markdown: not null } ? await kept.FindSnapshotAsync(delivery.Context, subject.Id, cancellationToken) : null;
        return await sender.SendAsync(writer.Write(delivery, subject, evidence, known.Address), cancellationToken);
    }
}
