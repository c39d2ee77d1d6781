namespace Nanobot.Services.Chat.Runs;

/// <summary>Options of turns that outlive their connections, section <c>Runs</c>.</summary>
internal sealed class RunOptions
{
    /// <summary>Runs that this process works on at the same time. Default 8; 0 (it takes up none) to 256.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>Longest time between two looks for runs that are due. Default 500 milliseconds; 50 milliseconds to 60 seconds.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Attempts before a run fails that is broken off again and again. Default 3; 1 to 20.</summary>
    public int MaximumAttempts { get; set; } = 3;

    /// <summary>Wait after the first failed attempt; doubles with each, half of it random. Default 1 second; 10 milliseconds to 60 seconds.</summary>
    public TimeSpan BackOff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Messages that may wait in one session, the one at work included. Default 20; 1 to 1,000.</summary>
    public int MostOfSession { get; set; } = 20;

    /// <summary>Runs of one user that may wait or be at work. Default 100; 1 to 10,000.</summary>
    public int MostOfUser { get; set; } = 100;

    /// <summary>How long a run is kept that has ended. Default 7 days; 1 minute to 365 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long the events of a run are kept after the last of them. Default 1 hour; 1 second to 24 hours.</summary>
    public TimeSpan EventsKept { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Most events of a run that are kept, about. Default 20,000; 10 to 1,000,000.</summary>
    public int MostEvents { get; set; } = 20_000;
}
