namespace Nanobot.Contracts.Values;

/// <summary>What a report does without, because it could not be had: the rungs of the ladder that it has gone down, each of which it says itself.</summary>
public sealed record ReportDegradation : Choice<ReportDegradation>, IChoice<ReportDegradation>
{
    private ReportDegradation(string value)
        : base(value)
    {
    }

    /// <summary>A cheaper model wrote its words.</summary>
    public static ReportDegradation CheaperModel { get; } = new("cheaper_model");

    /// <summary>Its words are of a part of the evidence.</summary>
    public static ReportDegradation Shorter { get; } = new("shorter");

    /// <summary>It has figures and headlines, and no words about them.</summary>
    public static ReportDegradation WithoutWords { get; } = new("without_words");

    /// <summary>No source gave anything, so it rests on the evidence of an earlier report.</summary>
    public static ReportDegradation Stale { get; } = new("stale");

    /// <inheritdoc />
    public static IReadOnlyList<ReportDegradation> All { get; } = [CheaperModel, Shorter, WithoutWords, Stale];
}
