using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Users;

namespace Nanobot.Services.Chat.Tests;

/// <summary>What the other modules make of a change.</summary>
internal static class PeerChanges
{
    public static Watchlist Apply(Watchlist current, Watchlist change) => new(
        change.Stocks ?? current.Stocks, change.Influencers ?? current.Influencers, change.Keywords ?? current.Keywords, change.Sectors ?? current.Sectors);

    public static Preferences Apply(Preferences current, Preferences change) => current with
    {
        Language = change.Language ?? current.Language,
        TimeZone = change.TimeZone ?? current.TimeZone,
        ReportTime = change.ReportTime ?? current.ReportTime,
        ReportFormat = change.ReportFormat ?? current.ReportFormat,
        ReportFrequency = change.ReportFrequency ?? current.ReportFrequency,
        MaxReportLength = change.MaxReportLength ?? current.MaxReportLength,
    };

    public static ScheduleResource Scheduled(ScheduleRequest request) => new(
        Guid.CreateVersion7(), request.Kind, request.Payload, request.TimeZone ?? "UTC", "active", request.Hour, request.Minute, request.DayOfWeek,
        request.Expression, request.Seconds, request.Time, new DateTimeOffset(2030, 1, 7, 8, 0, 0, TimeSpan.Zero));
}
