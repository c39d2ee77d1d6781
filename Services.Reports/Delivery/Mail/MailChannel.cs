using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Sends the user a mail, at the address that it has shown to be its own.</summary>
internal sealed class MailChannel(MailBook book, MailWriter writer, MailSender sender, MailPace pace, IOptions<SmtpOptions> options) : IDeliveryChannel
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

        return pace.Take() is var wait && wait > TimeSpan.Zero
            ? ChannelOutcome.BusyFor(wait)
            : await sender.SendAsync(writer.Write(delivery, subject, known.Address), cancellationToken);
    }
}
