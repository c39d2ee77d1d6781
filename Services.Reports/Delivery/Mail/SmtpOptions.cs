namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Options of the mail server, section <c>Delivery:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    /// <summary>The server's host. Default none: then no mail is sent, and no address is taken.</summary>
    public string? Host { get; set; }

    /// <summary>Its port. Default 587; range 1 to 65,535.</summary>
    public int Port { get; set; } = 587;

    /// <summary>starttls (default): the connection is turned into one of TLS before anything is said, or ends; tls: it is one from the start; none: for development and servers on this machine.</summary>
    public string Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Who logs in. Default none: nobody does.</summary>
    public string? User { get; set; }

    /// <summary>With which password; a secret.</summary>
    public string? Password { get; set; }

    /// <summary>Whom mails are from (<c>Reports &lt;reports@example.com&gt;</c>); needed with a host.</summary>
    public string? From { get; set; }

    /// <summary>How long a mail may take, from the connection to the server's word that it has it. Default 25 seconds; at least 1 second, at most half of <c>Delivery:Lease</c>.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Mails that this process sends at the same time. Default 4; range 0 (none) to 64.</summary>
    public int Parallelism { get; set; } = 4;

    /// <summary>Of these most of one tenant. Default 2; range 1 to 64.</summary>
    public int MostOfTenant { get; set; } = 2;

    /// <summary>Mails that this process sends in a minute at most. Default 600; range 1 to 100,000.</summary>
    public int PerMinute { get; set; } = 600;

    /// <summary>Whether mails are sent at all.</summary>
    public bool IsSetUp => Host is not null;
}
