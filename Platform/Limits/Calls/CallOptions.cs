namespace Nanobot.Platform.Limits.Calls;

/// <summary>How limits that several processes share are kept; section <c>Limits</c>.</summary>
public sealed class CallOptions
{
    /// <summary>How long Redis may take to answer; past that a process goes by its own share for a second. Default 250 ms; range 10 ms to 5 s.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long something that was taken beforehand may lie unused before it is given back. Default 5 min; range 1 s to 1 h.</summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Most callers that wait for an answer on one limit; who comes then is refused. Default 10,000; range 1 to 1,000,000.</summary>
    public int MostWaiting { get; set; } = 10_000;
}
