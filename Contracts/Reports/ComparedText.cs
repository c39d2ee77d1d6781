namespace Nanobot.Contracts.Reports;

/// <summary>What differs in what two reports say, by paragraphs: items of lists and rows of tables are some, headings too.</summary>
/// <param name="IsTooLarge">Whether they are too large to be compared; then no changes are told.</param>
/// <param name="Unchanged">Paragraphs that both have, in the same order.</param>
/// <param name="Changes">What differs, in the order of the reports.</param>
/// <param name="WithoutWords">Of those that changed the ones whose words are not told apart, since that would take too long.</param>
public sealed record ComparedText(bool IsTooLarge, int Unchanged, IReadOnlyList<TextChange> Changes, int WithoutWords);
