using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Persistence;

/// <summary>How a user wants to be told of something that happens now.</summary>
/// <param name="Channels">By which ways.</param>
/// <param name="Format">In which form; null where that is not known.</param>
internal sealed record DeliveryWish(IReadOnlyList<string> Channels, string? Format)
{
    /// <summary>Of a user; of one whose configuration is not known: on its open connections alone.</summary>
    public static DeliveryWish Of(Preferences? preferences) =>
        new(preferences?.NotificationChannels ?? [NotificationChannel.Push.Value], ReportFormat.TryParse(preferences?.ReportFormat, out var format) ? format.Value : null);
}
