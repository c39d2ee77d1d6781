using System.Text.RegularExpressions;
using MimeKit;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing.Mail;

namespace Nanobot.Services.Reports.Tests.Delivery;

/// <summary>A user's address, shown to be its own.</summary>
internal static partial class MailAccount
{
    public const string Address = "ada@heron.example";

    public static async Task OwnAsync(this DeliveryHost host, MailServer mail, TenantContext user)
    {
        await host.SendAsync(user, HttpMethod.Put, "/delivery/email", new { address = Address }, 200);
        await host.SendAsync(user, HttpMethod.Post, "/delivery/email/verify", new { code = CodeOf(mail.Taken.Last()) }, 200);
    }

    public static string CodeOf(MimeMessage mail) => Digits().Match(mail.TextBody!).Value;

    [GeneratedRegex("[0-9]{8}")]
    private static partial Regex Digits();
}
