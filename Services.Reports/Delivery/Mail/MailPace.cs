using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Delivery.Mail;

/// <summary>How many mails this process sends in a minute: each takes its share of the minute, and a pause lets at most a second's worth follow at once.</summary>
internal sealed class MailPace(IOptions<SmtpOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _share = TimeSpan.FromMinutes(1) / options.Value.PerMinute;
    private DateTimeOffset _next;

    /// <summary>How long to wait before one is sent; zero: it is, and counted.</summary>
    public TimeSpan Take()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var slack = TimeSpan.FromSeconds(1) > _share ? TimeSpan.FromSeconds(1) : _share;
            if (_next > now)
            {
                return _next - now;
            }

            _next = (_next < now - slack ? now - slack : _next) + _share;
            return TimeSpan.Zero;
        }
    }
}
