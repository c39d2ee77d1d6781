using Nanobot.Contracts.Users;

namespace Nanobot.Services.Reports.Tests.Golden;

/// <summary>What a report over the sample files is to be.</summary>
internal sealed record SampleWish(string ReportType, string Language, Watchlist Watchlist)
{
    public IReadOnlyList<string> FocusAreas { get; init; } = [];

    public string Zone { get; init; } = "UTC";

    /// <summary>A calendar (iCalendar) as its server gives it.</summary>
    public string? Calendar { get; init; }
}
