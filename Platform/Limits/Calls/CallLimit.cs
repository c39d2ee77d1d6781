namespace Nanobot.Platform.Limits.Calls;

/// <summary>What of calls is limited.</summary>
public enum CallLimit
{
    /// <summary>Calls of a minute: a bucket that fills evenly.</summary>
    Minute,

    /// <summary>Calls of a calendar day.</summary>
    Day,

    /// <summary>Slots, each held while a call runs.</summary>
    Slots,
}
