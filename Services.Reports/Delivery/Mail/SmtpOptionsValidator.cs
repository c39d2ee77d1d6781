using Microsoft.Extensions.Options;
using MimeKit;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>Stops the start on impossible options, naming each key and no password.</summary>
internal sealed class SmtpOptionsValidator(IOptions<DeliveryOptions> delivery) : IValidateOptions<SmtpOptions>
{
    public ValidateOptionsResult Validate(string? name, SmtpOptions options)
    {
        (bool Holds, string Message)[] rules =
        [
            (options.Host is null || Uri.CheckHostName(options.Host) != UriHostNameType.Unknown, "Delivery:Smtp:Host must be the name or the address of a host."),
            (options.Port is >= 1 and <= 65_535, "Delivery:Smtp:Port must be between 1 and 65535."),
            (MailSecurity.All.Contains(options.Security), $"Delivery:Smtp:Security must be one of: {string.Join(", ", MailSecurity.All)}."),
            ((options.User is null) == (options.Password is null), "Delivery:Smtp:User and Delivery:Smtp:Password are needed together."),
            (options.From is null ? !options.IsSetUp : MailboxAddress.TryParse(options.From, out _), "Delivery:Smtp:From must be an address, such as Reports <reports@example.com>; it is needed with Delivery:Smtp:Host."),
            (options.Timeout >= TimeSpan.FromSeconds(1) && options.Timeout * 2 <= delivery.Value.Lease, "Delivery:Smtp:Timeout must be at least 1 second, and at most half of Delivery:Lease."),
            (options.Parallelism is >= 0 and <= 64, "Delivery:Smtp:Parallelism must be between 0 and 64."),
            (options.MostOfTenant is >= 1 and <= 64, "Delivery:Smtp:MostOfTenant must be between 1 and 64."),
            (options.PerMinute is >= 1 and <= 100_000, "Delivery:Smtp:PerMinute must be between 1 and 100000."),
        ];
        var failures = rules.Where(static rule => !rule.Holds).Select(static rule => rule.Message).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
