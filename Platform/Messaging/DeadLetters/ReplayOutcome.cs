namespace Nanobot.Platform.Messaging.DeadLetters;

/// <summary>What became of an event that was to be told again.</summary>
public enum ReplayOutcome
{
    /// <summary>It is on its topic again, and no more among those put aside.</summary>
    Replayed,

    /// <summary>It waits in this module's own outbox, to be signed anew, and is no more among those put aside.</summary>
    SignedAnew,

    /// <summary>There is none of that id.</summary>
    Missing,

    /// <summary>It would be put aside again: it is no event, or nobody can tell any more that it is genuine.</summary>
    NotGenuine,

    /// <summary>It is so old that modules that have handled it may have forgotten that, and would do so again.</summary>
    PastInbox,
}
