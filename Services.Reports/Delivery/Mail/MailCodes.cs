namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Why a mail came to nothing.</summary>
internal static class MailCodes
{
    /// <summary>The server took it for the time being, or for good, not; what it answered stands beside it.</summary>
    public const string Refused = "MAIL_REFUSED";

    /// <summary>No connection, none that held, or none that is secured as the settings want it.</summary>
    public const string Unreachable = "MAIL_SERVER_UNREACHABLE";

    /// <summary>The server did not answer in time.</summary>
    public const string Timeout = "MAIL_SERVER_TIMEOUT";

    /// <summary>The server does not let the installation log in.</summary>
    public const string Login = "MAIL_SERVER_LOGIN";

    /// <summary>The mail is there without the PDF, since nothing prints here.</summary>
    public const string NoPdf = "PDF_UNAVAILABLE";

    /// <summary>It is there without the PDF, which is larger than mails may be.</summary>
    public const string LargePdf = "PDF_TOO_LARGE";

    /// <summary>It is there without the PDF, which was not printed in time.</summary>
    public const string LatePdf = "PDF_TIMEOUT";

    /// <summary>The installation has no mail server.</summary>
    public const string NotSetUp = "MAIL_NOT_SET_UP";

    /// <summary>The user has no address that it has shown to be its own.</summary>
    public const string NoAddress = "EMAIL_NOT_VERIFIED";

    /// <summary>The user wants no mail any more.</summary>
    public const string Unsubscribed = "EMAIL_UNSUBSCRIBED";
}
