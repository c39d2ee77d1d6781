namespace Nanobot.Services.Reports.Formats;

/// <summary>A paragraph, a heading, an item of a list or a row of a table, as one line of plain text.</summary>
/// <param name="Section">The heading that it stands under; empty above the first below the title.</param>
/// <param name="Text">What it says, without marks, citations and addresses.</param>
/// <param name="IsHeading">Whether it is that heading itself.</param>
internal sealed record ReportPassage(string Section, string Text, bool IsHeading = false);
