namespace Nanobot.Services.Gateway.Queueing;

/// <summary>How calls wait for a slot; section <c>Queue</c>.</summary>
internal sealed class QueueOptions
{
    /// <summary>Longest that a call may wait, whatever it asks for. Default 60 s; range 1 s to 10 min.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Most calls of one tenant that wait at a gateway; who comes then is refused. Default 200; range 1 to 10,000.</summary>
    public int MostOfTenant { get; set; } = 200;

    /// <summary>Most calls of all tenants that wait at a gateway. Default 10,000; range 1 to 1,000,000.</summary>
    public int MostOfAll { get; set; } = 10_000;

    /// <summary>How often a slot that became free at another gateway is looked for. Default 100 ms; range 10 ms to 5 s.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(100);
}
