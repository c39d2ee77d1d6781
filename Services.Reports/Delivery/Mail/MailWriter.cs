using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>
/// Writes mails. What stands in a header is one line of plain text, and the library encodes it; what it says of reports is plain text and HTML that mail programs show, and, where its user wants that, a PDF.
/// </summary>
internal sealed class MailWriter(IOptions<SmtpOptions> smtp, IOptions<DeliveryOptions> options, UnsubscribeLinks links, TimeProvider time)
{
    private static readonly string Line = new('=', 40);

    // Of a digest so many characters stand in the mail itself.
    private const int MostOfDigest = 1024 * 1024;

    private static readonly ContentType Pdf = new("application", "pdf");

    /// <summary>What tells of reports or alerts: of one, or of several one after the other.</summary>
    /// <param name="attempt">The try.</param>
    /// <param name="reports">What it tells of.</param>
    /// <param name="address">Where it goes.</param>
    public MimeMessage Write(DeliveryTry attempt, IReadOnlyList<MailedReport> reports, string address)
    {
        var mail = Begin(address, reports.Count == 1 ? reports[0].Subject.Title : DigestTexts.TitleOf(attempt.Items));
        // The same in each try, so that who gets it twice sees it once.
        mail.MessageId = $"{attempt.MessageId:N}@{((MailboxAddress)mail.From[0]).Domain}";
        var unsubscribe = links.For(attempt.Context.RequiredTenantId, attempt.Context.RequiredUserId, address);
        if (unsubscribe is not null)
        {
            // RFC 2369 and RFC 8058.
            mail.Headers.Add("List-Unsubscribe", $"<{unsubscribe}>");
            mail.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        mail.Body = Body(attempt, reports, unsubscribe);
        return mail;
    }

    private MimeEntity Body(DeliveryTry attempt, IReadOnlyList<MailedReport> reports, string? unsubscribe)
    {
        var said = reports.Count == 1 ? Text(reports[0].Subject) : string.Join("\n\n", DigestLines(attempt, reports));
        var builder = new BodyBuilder { TextBody = string.Join("\n\n", new[] { said, unsubscribe }.OfType<string>()) + "\n" };
        if (reports.Any(static report => report.Subject.Markdown is not null))
        {
            builder.HtmlBody = reports is [{ Subject.Markdown: { } markdown } only]
                ? ReportMail.Render(markdown, only.Evidence)
                : ReportMail.RenderAll(DigestTexts.TitleOf(attempt.Items), [.. Shown(reports).Select(shown => (shown.Report.Subject.Title, LinkTo(shown.Report.Subject), shown.IsWhole ? shown.Report.Subject.Markdown : null, shown.Report.Evidence))]);
        }

        foreach (var (subject, _, pdf) in reports)
        {
            if (pdf is not null)
            {
                builder.Attachments.Add(string.Create(CultureInfo.InvariantCulture, $"report-{subject.Type}-{subject.At.UtcDateTime:yyyy-MM-dd}{(reports.Count == 1 ? "" : $"-{subject.Id:N}"[..9])}.pdf"), pdf, Pdf);
            }
        }

        return builder.ToMessageBody();
    }

    private IEnumerable<string> DigestLines(DeliveryTry attempt, IReadOnlyList<MailedReport> reports)
    {
        yield return string.Join('\n', reports.Select(static (report, index) => $"{index + 1}. {report.Subject.Title}"));
        foreach (var (report, isWhole) in Shown(reports))
        {
            yield return Line;
            yield return isWhole ? Text(report.Subject) : string.Join("\n\n", new[] { report.Subject.Title, DigestTexts.TooMuch(DigestTexts.LanguageOf(attempt.Items)), LinkTo(report.Subject) }.OfType<string>());
        }
    }

    // What stands there as a whole, and of what, since all of it would be too much, only that it is.
    private static IEnumerable<(MailedReport Report, bool IsWhole)> Shown(IReadOnlyList<MailedReport> reports)
    {
        var room = MostOfDigest;
        foreach (var report in reports)
        {
            var length = report.Subject.Markdown?.Length ?? 0;
            var isWhole = length <= room;
            room -= isWhole ? length : 0;
            yield return (report, isWhole);
        }
    }

    private string Text(DeliverySubject subject) => string.Join("\n\n",
        new[] { (subject.Markdown is { } said ? PlainReport.Render(said).TrimEnd() : null) ?? subject.Error ?? subject.Title, LinkTo(subject) }.OfType<string>());

    private string? LinkTo(DeliverySubject subject) => options.Value.PublicUrl is null ? null : options.Value.LinkTo(subject);

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
