using MailKit.Security;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>How a connection to the mail server is secured.</summary>
internal static class MailSecurity
{
    public const string StartTls = "starttls";
    public const string Tls = "tls";
    public const string None = "none";

    /// <summary>The words that settings take.</summary>
    public static IReadOnlyList<string> All { get; } = [StartTls, Tls, None];

    /// <summary>What the library calls it. Never what a server offers if it likes: whoever is on the way could leave that out.</summary>
    public static SecureSocketOptions Of(string word) => word switch
    {
        Tls => SecureSocketOptions.SslOnConnect,
        None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
