using Nanobot.Contracts.Users;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Users;

/// <summary>Shows rows as the API does.</summary>
internal static class UserResources
{
    public static UserResource ToResource(this UserRow row) => new(
        row.UserId,
        row.CreatedAt,
        row.UpdatedAt,
        Show(row.Watchlist),
        Show(row.Preferences),
        row.CustomData);

    private static Watchlist Show(StoredWatchlist stored) => new(stored.Stocks, stored.Influencers, stored.Keywords, stored.Sectors);

    private static Preferences Show(StoredPreferences stored) => new(
        stored.ReportFrequency,
        stored.ReportTime,
        stored.ReportFormat,
        stored.Language,
        stored.MaxReportLength,
        stored.NotificationChannels,
        stored.TimeZone);
}
