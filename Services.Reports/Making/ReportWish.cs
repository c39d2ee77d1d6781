namespace Nanobot.Services.Reports.Making;

/// <summary>What a report is to be, and how its last attempt ended.</summary>
internal sealed record ReportWish(string? CustomPrompt, IReadOnlyList<string> FocusAreas, DateTimeOffset CreatedAt, string? LastError);
