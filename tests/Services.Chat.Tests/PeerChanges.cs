using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Users;

namespace Nanobot.Services.Chat.Tests;

/// <summary>What the other modules make of a change.</summary>
internal static class PeerChanges
{
    public static Watchlist Apply(Watchlist current, WatchlistEdit edit) => new(
        Apply(current.Stocks, edit.Add?.Stocks, edit.Remove?.Stocks), Apply(current.Influencers, edit.Add?.Influencers, edit.Remove?.Influencers),
        Apply(current.Keywords, edit.Add?.Keywords, edit.Remove?.Keywords), Apply(current.Sectors, edit.Add?.Sectors, edit.Remove?.Sectors));

    public static Preferences Apply(Preferences current, Preferences change) => current with
    {
        Language = change.Language ?? current.Language,
        TimeZone = change.TimeZone ?? current.TimeZone,
        ReportTime = change.ReportTime ?? current.ReportTime,
        ReportFormat = change.ReportFormat ?? current.ReportFormat,
        ReportFrequency = change.ReportFrequency ?? current.ReportFrequency,
        MaxReportLength = change.MaxReportLength ?? current.MaxReportLength,
    };

    private static IReadOnlyList<string> Apply(IReadOnlyList<string>? current, IReadOnlyList<string>? add, IReadOnlyList<string>? remove) =>
        [.. (current ?? []).Except(remove ?? []).Union(add ?? [])];

    public static ScheduleResource Scheduled(ScheduleRequest request, string? usersZone) => new(
        Guid.CreateVersion7(), request.Kind, request.Payload, request.TimeZone ?? usersZone ?? "UTC", "active", request.Hour, request.Minute, request.DayOfWeek,
        request.Expression, request.Seconds, request.Time, new DateTimeOffset(2030, 1, 7, 8, 0, 0, TimeSpan.Zero));
}
