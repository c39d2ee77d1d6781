namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>A source gave nothing usable.</summary>
internal class SourceFailedException(Wording reason, Exception? inner = null) : Exception(reason.En, inner)
{
    /// <summary>Why, for the report's list of sources.</summary>
    public Wording Reason { get; } = reason;

    /// <summary>Whether it is the source's trouble of the moment, so that what it said before is better than nothing.</summary>
    public bool MayPass { get; init; }

    /// <summary>How long its host wants to be left alone; zero where it wants that and does not say how long; null where it does not.</summary>
    public TimeSpan? LeaveAlone { get; init; }
}
