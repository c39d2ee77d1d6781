using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Words;

/// <summary>What is left of the model's words.</summary>
/// <param name="Paragraphs">Plain text, not yet escaped.</param>
/// <param name="Removed">How many sentences the evidence does not back.</param>
/// <param name="Silence">Why it said nothing at all, or null.</param>
internal sealed record CheckedWords(IReadOnlyList<string> Paragraphs, int Removed, Wording? Silence = null)
{
    /// <summary>Why the model was not asked in the end, as a sentence; null where it was.</summary>
    public Wording? LeftOut { get; init; }

    /// <summary>What was given up for them, as <see cref="Contracts.Values.ReportDegradation"/>; null where nothing was.</summary>
    public IReadOnlyList<string>? Degradations { get; init; }
}
