using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>Everything that a report is written from.</summary>
internal sealed record ReportInput(
    string UserId,
    string ReportType,
    string? Request,
    IReadOnlyList<string> FocusAreas,
    DateTimeOffset At,
    TimeZoneInfo Zone,
    EvidenceSnapshot Evidence,
    CheckedWords Words)
{
    /// <summary>What the user follows: headlines stand under what they name of it.</summary>
    public Followed Followed { get; init; } = Followed.Nothing;
}
