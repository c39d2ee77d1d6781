namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>How hosts of sources are asked, section <c>Evidence:Hosts</c>.</summary>
internal sealed class SourceHostOptions
{
    /// <summary>How often a host is asked in a second, by all processes together. Default 50; 0.01 to 1,000.</summary>
    public double PerSecond { get; set; } = 50;

    /// <summary>How many of these may come at once after a pause. Default 50; 1 to 1,000.</summary>
    public int Burst { get; set; } = 50;

    /// <summary>How many answers of a host a process waits for at the same time. Default 8; 1 to 64.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How long a source waits for its turn at its host. Default 20 seconds; 0 to 2 minutes.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The most of what a host may ask to be left alone for (<c>Retry-After</c>). Default 15 minutes; 1 second to 24 hours.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromMinutes(15);
}
