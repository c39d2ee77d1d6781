namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>A source gave nothing usable.</summary>
internal class SourceFailedException(Wording reason, Exception? inner = null) : Exception(reason.En, inner)
{
    /// <summary>Why, for the report's list of sources.</summary>
    public Wording Reason { get; } = reason;
}
