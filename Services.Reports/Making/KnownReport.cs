using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Persistence;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Making;

/// <summary>A claimed report with what an attempt has learnt of it so far.</summary>
/// <param name="Report">The report.</param>
/// <param name="Wish">What it is to be, or null where that is not known or cannot be read.</param>
/// <param name="User">Its user's configuration, or null where that is not known.</param>
internal sealed record KnownReport(ClaimedReport Report, ReportWish? Wish = null, UserResource? User = null)
{
    /// <summary>By which ways, and in which form, the user is told of its end; without the configuration on its open connections alone.</summary>
    public DeliveryWish Delivery => DeliveryWish.Of(User?.Preferences);

    /// <summary>The user's language; without the configuration that of what is known of the report.</summary>
    public ReportLanguage Language =>
        User is not null ? ReportLanguage.For(User.Preferences.Language) : ReportLanguage.Of([Wish?.CustomPrompt, Wish?.LastError, .. Wish?.FocusAreas ?? []]);
}
