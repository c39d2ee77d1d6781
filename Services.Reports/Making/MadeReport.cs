using Nanobot.Services.Reports.Searching;

namespace Nanobot.Services.Reports.Making;

/// <summary>A report that is made.</summary>
/// <param name="Content">Its Markdown.</param>
/// <param name="Degradations">What it does without, as <see cref="Contracts.Values.ReportDegradation"/>.</param>
internal sealed record MadeReport(string Content, IReadOnlyList<string> Degradations)
{
    /// <summary>What is searched of it; where it is null, a search keeps it later.</summary>
    public ReportText? Text { get; init; }
}
