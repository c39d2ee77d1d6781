namespace Nanobot.Platform.Core.Health;

/// <summary>What a process of a module says of itself.</summary>
public static class InstanceState
{
    /// <summary>It takes requests.</summary>
    public const string Ready = "ready";

    /// <summary>It would refuse what needs a store that does not answer.</summary>
    public const string NotReady = "not_ready";

    /// <summary>It is about to stop: what runs goes on, what is new belongs elsewhere.</summary>
    public const string Draining = "draining";
}
