namespace Nanobot.Services.Tenants.Audit;

/// <summary>Options of section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Audit";

    /// <summary>How long entries are kept. Default 400 days; range 1 to 3,660 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);

    /// <summary>How often entries past their retention are looked for. Default 10 minutes; range 1 second to 1 day.</summary>
    public TimeSpan PurgeInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Most entries that one statement removes. Default 5,000; range 1 to 100,000.</summary>
    public int PurgeBatch { get; set; } = 5_000;

    /// <summary>How long a reader waits for gateways to tell what they hold. Default 500 milliseconds; range 10 milliseconds to 5 seconds.</summary>
    public TimeSpan TellTimeout { get; set; } = TimeSpan.FromMilliseconds(500);
}
