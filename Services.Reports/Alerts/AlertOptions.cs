namespace Nanobot.Services.Reports.Alerts;

/// <summary>Options of what watches rules, section <c>Alerts</c>.</summary>
internal sealed class AlertOptions
{
    /// <summary>How often each rule is looked at, and each source read for all that watch it. Default 1 minute; range 1 second to 1 hour.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Least time between two firings of a rule. Default 15 minutes; range 0 to 24 hours.</summary>
    public TimeSpan MinimumInterval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Rules that a user may have. Default 20; range 1 to 100.</summary>
    public int MostRules { get; set; } = 20;

    /// <summary>Firings that are kept of a user; beyond that the oldest goes, with what was told of it. Default 200; range 20 to 10,000.</summary>
    public int KeptFirings { get; set; } = 200;

    /// <summary>Rules that this process looks at at the same time. Default 8; range 0 (none) to 256.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>Longest time between two looks for rules that are due. Default 1 second; range 50 milliseconds to 60 seconds.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a claimed rule belongs to its worker. Default 60 seconds; range 10 seconds to 10 minutes.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);
}
