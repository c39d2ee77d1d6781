using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Gives the mail server a mail, once.</summary>
internal sealed partial class MailSender(IOptions<SmtpOptions> options, TimeProvider time, ILogger<MailSender> logger)
{
    private const int Permanent = 500;

    // Nothing becomes of it here: it is another's.
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(1);

    /// <summary>What came of it, where <paramref name="cancellationToken"/> does not end it before any of its content is on its way; from then on it ends by its own time alone.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="begin">Asked once a server is there to take it: false where it must not be sent. Null: it may.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ChannelOutcome> SendAsync(MimeMessage mail, Func<CancellationToken, Task<bool>>? begin, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var progress = new MailProgress();
        try
        {
            return await TransferAsync(mail, begin, progress, either.Token, late.Token) ? ChannelOutcome.Sent : ChannelOutcome.BusyFor(Lost);
        }
        catch (OperationCanceledException) when (progress.HasBegun)
        {
            return ChannelOutcome.Unknown;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ChannelOutcome(MailCodes.Timeout, MayPass: true);
        }
        catch (SmtpCommandException refused)
        {
            return new ChannelOutcome(MailCodes.Refused, (int)refused.StatusCode, MayPass: (int)refused.StatusCode < Permanent);
        }
        catch (AuthenticationException exception)
        {
            // Nobody but the operator can mend it.
            Log.Login(logger, exception.GetType().Name);
            return new ChannelOutcome(MailCodes.Login, MayPass: true);
        }
        catch (Exception exception) when (exception is SslHandshakeException or ProtocolException or ServiceNotConnectedException or IOException or SocketException or NotSupportedException or TimeoutException)
        {
            Log.Unreachable(logger, exception.GetType().Name);
            return progress.HasBegun ? ChannelOutcome.Unknown : new ChannelOutcome(MailCodes.Unreachable, MayPass: true);
        }
    }

    private async Task<bool> TransferAsync(MimeMessage mail, Func<CancellationToken, Task<bool>>? begin, MailProgress progress, CancellationToken before, CancellationToken behind)
    {
        var settings = options.Value;
        using var client = new SmtpClient { Timeout = (int)settings.Timeout.TotalMilliseconds, LocalDomain = LocalDomain(mail) };
        await client.ConnectAsync(settings.Host!, settings.Port, MailSecurity.Of(settings.Security), before);
        if (settings.User is { } user)
        {
            await client.AuthenticateAsync(user, settings.Password!, before);
        }

        if (begin is not null && !await begin(before))
        {
            return false;
        }

        await client.SendAsync(mail, behind, progress);
        try
        {
            await client.DisconnectAsync(true, before);
        }
        catch (Exception exception) when (exception is ProtocolException or IOException or SocketException or OperationCanceledException)
        {
            // It has the mail.
            Log.NoFarewell(logger, exception.GetType().Name);
        }

        return true;
    }

    // What this machine is called is nobody's business.
    private static string LocalDomain(MimeMessage mail) => ((MailboxAddress)mail.From[0]).Domain is { Length: > 0 } domain ? new IdnMapping().GetAscii(domain) : "localhost";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The mail server does not let us log in ({Reason}): Delivery:Smtp:User and Delivery:Smtp:Password")]
        public static partial void Login(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Warning, "The mail server cannot be reached ({Reason})")]
        public static partial void Unreachable(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Debug, "The mail server had a mail and went away ({Reason})")]
        public static partial void NoFarewell(ILogger logger, string reason);
    }
}
