namespace Nanobot.Services.Chat.Memory;

/// <summary>Options of memory, section <c>Memory</c>.</summary>
internal sealed class MemoryOptions
{
    /// <summary>How long nothing was said in a session until it is gone through for facts. Default 15 minutes; 100 milliseconds to 7 days.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Sessions that this process goes through at the same time. Default 2; 0 (none) to 64.</summary>
    public int Parallelism { get; set; } = 2;

    /// <summary>Of these those of one tenant. Default 1; 1 to 64.</summary>
    public int MostOfTenant { get; set; } = 1;

    /// <summary>Time between two looks for sessions that are due. Default 5 seconds; 50 milliseconds to 10 minutes.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Deadline of one consolidation. Default 2 minutes; 1 second to 10 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Attempts before a session waits for its next turn. Default 5; 1 to 20.</summary>
    public int MaximumAttempts { get; set; } = 5;

    /// <summary>Wait after the first failed attempt; doubles with each, half of it random. Default 1 minute; 10 milliseconds to 1 hour.</summary>
    public TimeSpan BackOff { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Facts of one user in quarantine; what is found beyond is dropped. Default 200; 0 to 1,000.</summary>
    public int MostQuarantined { get; set; } = 200;
}
