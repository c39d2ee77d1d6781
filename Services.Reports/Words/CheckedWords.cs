using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Words;

/// <summary>What is left of the model's words.</summary>
/// <param name="Paragraphs">Plain text, not yet escaped.</param>
/// <param name="Removed">How many sentences had a number or a citation without evidence.</param>
/// <param name="Silence">Why it said nothing at all, or null.</param>
internal sealed record CheckedWords(IReadOnlyList<string> Paragraphs, int Removed, Wording? Silence = null);
