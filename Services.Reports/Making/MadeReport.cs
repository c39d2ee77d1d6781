namespace Nanobot.Services.Reports.Making;

/// <summary>A report that is made.</summary>
/// <param name="Content">Its Markdown.</param>
/// <param name="Degradations">What it does without, as <see cref="Contracts.Values.ReportDegradation"/>.</param>
internal sealed record MadeReport(string Content, IReadOnlyList<string> Degradations);
