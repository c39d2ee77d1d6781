using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>
/// Writes mails. What stands in a header is one line of plain text, and the library encodes it; what it says is there twice, as plain text and as HTML that mail programs show.
/// </summary>
internal sealed class MailWriter(IOptions<SmtpOptions> smtp, IOptions<DeliveryOptions> options, UnsubscribeLinks links, TimeProvider time)
{
    /// <summary>What tells of a report or an alert.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="subject">What it tells of.</param>
    /// <param name="evidence">What a report rests on; null where that is not known.</param>
    /// <param name="address">Where it goes.</param>
    public MimeMessage Write(ClaimedDelivery delivery, DeliverySubject subject, EvidenceSnapshot? evidence, string address)
    {
        var mail = Begin(address, subject.Title);
        // The same in each try, so that who gets it twice sees it once.
        mail.MessageId = $"{delivery.DeliveryId:N}@{((MailboxAddress)mail.From[0]).Domain}";
        var link = options.Value.PublicUrl is null ? null : options.Value.LinkTo(subject.Kind == SubjectKind.Report ? $"/reports/{subject.Id}" : "/delivery/alerts");
        var unsubscribe = links.For(delivery.Context.RequiredTenantId, delivery.Context.RequiredUserId, address);
        if (unsubscribe is not null)
        {
            // RFC 2369 and RFC 8058.
            mail.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        var text = string.Join("\n\n", new[] { (subject.Markdown is { } said ? PlainReport.Render(said).TrimEnd() : null) ?? subject.Error ?? subject.Title, link, unsubscribe }.OfType<string>()) + "\n";
        mail.Body = new BodyBuilder { TextBody = text, HtmlBody = subject.Markdown is { } markdown ? ReportMail.Render(markdown, evidence) : null }.ToMessageBody();
        return mail;
    }

    /// <summary>What says whether an address is its user's.</summary>
    public MimeMessage WriteCode(string address, string code, TimeSpan lasts)
    {
        var mail = Begin(address, $"{code} – 验证码 / code");
        mail.MessageId = MimeUtils.GenerateMessageId(((MailboxAddress)mail.From[0]).Domain);
        mail.Body = new TextPart("plain")
        {
            Text = $"""
                {code}

                请在 {lasts.TotalMinutes:0} 分钟内输入此验证码，以便通过邮件接收报告。如果这不是您本人的操作，请忽略本邮件。

                Enter this code within {lasts.TotalMinutes:0} minutes to have reports sent to this address. If you have not asked for it, ignore this mail.

                """,
        };
        return mail;
    }

    private MimeMessage Begin(string address, string title)
    {
        var mail = new MimeMessage { Subject = title, Date = time.GetUtcNow() };
        mail.From.Add(MailboxAddress.Parse(smtp.Value.From!));
        mail.To.Add(new MailboxAddress("", address));
        // RFC 3834: no machine answers it.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }
}
