namespace Nanobot.Contracts.Values;

/// <summary>What a report that is being made is at. What a step has made is kept: who takes the report up after a crash goes on behind it.</summary>
public sealed record ReportStep : Choice<ReportStep>, IChoice<ReportStep>
{
    private ReportStep(string value)
        : base(value)
    {
    }

    /// <summary>Prices and news are fetched.</summary>
    public static ReportStep Gathering { get; } = new("gathering");

    /// <summary>The model writes about them, and its words are held against them.</summary>
    public static ReportStep Writing { get; } = new("writing");

    /// <summary>The report is put together.</summary>
    public static ReportStep Rendering { get; } = new("rendering");

    /// <inheritdoc />
    public static IReadOnlyList<ReportStep> All { get; } = [Gathering, Writing, Rendering];
}
