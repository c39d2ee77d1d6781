namespace Nanobot.Platform.Ai.Counting;

/// <summary>One attempt at a call of a model's server: how far it came, and what the server said of its cost until then.</summary>
public sealed class CallAttempt
{
    /// <summary>How far it came.</summary>
    public AttemptReach Reach { get; internal set; } = AttemptReach.Sent;

    /// <summary>Tokens read, as the server says; null where it does not.</summary>
    public long? Prompt { get; internal set; }

    /// <summary>Tokens written, as the server says; null where it does not.</summary>
    public long? Completion { get; internal set; }

    /// <summary>Of the tokens written, those that were thought.</summary>
    public long Reasoning { get; internal set; }

    /// <summary>Of the tokens read, those that the server still knew.</summary>
    public long Cached { get; internal set; }

    /// <summary>Quarters of a token in what was received of the answer (<see cref="TokenEstimate.Quarters"/>).</summary>
    public long Received { get; internal set; }

    /// <summary>The model that answers, as its server names it; null where it does not.</summary>
    public string? Model { get; internal set; }
}
