namespace Nanobot.Platform.Ai.Counting;

/// <summary>How far an attempt at a call came.</summary>
public enum AttemptReach
{
    /// <summary>It never reached the server, or the server refused it: nothing was read.</summary>
    Refused,

    /// <summary>It was sent, and no answer began: what the server read and counted nobody here knows.</summary>
    Sent,

    /// <summary>An answer has begun.</summary>
    Answered,
}
