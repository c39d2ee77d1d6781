namespace Nanobot.Services.Gateway.Sockets.Bounds;

/// <summary>Bounds of sockets; section <c>Sockets</c>.</summary>
internal sealed class SocketOptions
{
    /// <summary>Most sockets that are open at a gateway. Default 10,000; range 1 to 1,000,000.</summary>
    public int MostOfAll { get; set; } = 10_000;

    /// <summary>Most sockets of one tenant at a gateway. Default 1,000; range 1 to 1,000,000.</summary>
    public int MostOfTenant { get; set; } = 1_000;

    /// <summary>Most streams of events of one user, or of one tenant's administrators, at a gateway. Default 32; range 1 to 10,000. They count among the sockets, too.</summary>
    public int MostStreamsOfUser { get; set; } = 32;

    /// <summary>Most requests of one socket that run at the same time. Default 16; range 1 to 1,000.</summary>
    public int MostRequests { get; set; } = 16;

    /// <summary>How long a client may take for its hello. Default 10 s; range 1 s to 1 min.</summary>
    public TimeSpan HelloTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long a silence a client is pinged; one that does not answer for as long again is gone. Default 30 s; range 1 s to 10 min.</summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long what a client asked for waits for it to read, before it is dropped. Default 5 s; range 0.1 s to 1 min.</summary>
    public TimeSpan SlowFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Most frames that wait to be sent on one socket. Default 512; range 16 to 65,536.</summary>
    public int MostWaiting { get; set; } = 512;

    /// <summary>Most octets that wait to be sent on one socket; a larger frame goes alone. Default 4,194,304; range 65,536 to 268,435,456.</summary>
    public long MostWaitingOctets { get; set; } = 4 * 1024 * 1024;

    /// <summary>How many of the last events are kept for a user that comes back. Default 128; range 0 to <see cref="MostWaiting"/>, less 1.</summary>
    public int KeptEvents { get; set; } = 128;

    /// <summary>How long they are kept once its last socket has ended. Default 5 min; range 1 s to 1 h.</summary>
    public TimeSpan KeptFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After how long a silence a stream of events is sent a comment, so that nobody on the way ends it. Default 15 s; range 1 s to 10 min.</summary>
    public TimeSpan StreamKeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often it is looked whether limits of those who have sockets here are near. Default 2 s; range 100 ms to 10 min.</summary>
    public TimeSpan WarnEvery { get; set; } = TimeSpan.FromSeconds(2);
}
