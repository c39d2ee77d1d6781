using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Making;

/// <summary>How far a report is.</summary>
/// <param name="Step">What it is at.</param>
/// <param name="Percent">How much of it is done.</param>
internal sealed record ReportProgress(ReportStep Step, int Percent)
{
    /// <summary>Its evidence is there.</summary>
    public static ReportProgress Gathered { get; } = new(ReportStep.Writing, 50);

    /// <summary>Its words are there.</summary>
    public static ReportProgress Written { get; } = new(ReportStep.Rendering, 90);
}
