using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Making;

/// <summary>A claimed report with what an attempt has learnt of it so far.</summary>
/// <param name="Report">The report.</param>
/// <param name="Wish">What it is to be, or null where that is not known or cannot be read.</param>
/// <param name="User">Its user's configuration, or null where that is not known.</param>
internal sealed record KnownReport(ClaimedReport Report, ReportWish? Wish = null, UserResource? User = null)
{
    /// <summary>By which ways the user is told of its end; without the configuration on its open connections alone.</summary>
    public IReadOnlyList<string> Channels => User?.Preferences.NotificationChannels ?? [NotificationChannel.Push.Value];

    /// <summary>The user's language; without the configuration that of what is known of the report.</summary>
    public ReportLanguage Language =>
        User is not null ? ReportLanguage.For(User.Preferences.Language) : ReportLanguage.Of([Wish?.CustomPrompt, Wish?.LastError, .. Wish?.FocusAreas ?? []]);
}
