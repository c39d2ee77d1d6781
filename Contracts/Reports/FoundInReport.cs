namespace Nanobot.Contracts.Reports;

/// <summary>Where in a report words stand that were looked for: the first place, of the title before the text before headlines before symbols. The parts are plain text, and what others wrote.</summary>
/// <param name="In">title, text, headline or symbol.</param>
/// <param name="Title">What the report is called.</param>
/// <param name="Before">What stands before the words, a part of it.</param>
/// <param name="Match">The words as they stand there.</param>
/// <param name="After">What stands behind them, a part of it; all three together have at most 320 characters, or are the words alone.</param>
public sealed record FoundInReport(string In, string Title, string Before, string Match, string After);
