using System.Text.RegularExpressions;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Tenants.Users;

/// <summary>What preferences may say.</summary>
internal static partial class PreferenceRules
{
    public const int ShortestReport = 500;
    public const int LongestReport = 50_000;

    /// <summary>The update as it is to be stored; what is wrong with it goes to <paramref name="errors"/>.</summary>
    /// <param name="update">What is wanted; an absent member is never wrong.</param>
    /// <param name="prefix">What stands before the member's name in the request, for example <c>initial_data.preferences.</c>.</param>
    /// <param name="errors">Where what is wrong is collected.</param>
    public static PreferencesChange Check(PreferencesUpdate update, string prefix, ValidationErrors errors)
    {
        RequireWhereThere<ReportFrequency>(update.ReportFrequency, $"{prefix}report_frequency", errors);
        RequireWhereThere<ReportFormat>(update.ReportFormat, $"{prefix}report_format", errors);
        errors
            .Require(update.ReportTime is null || ClockTime().IsMatch(update.ReportTime), $"{prefix}report_time", "must be HH:MM, 00:00 to 23:59")
            .Require(update.Language is null || LanguageCodes.Contains(update.Language), $"{prefix}language", "must be an ISO 639-1 code, for example zh or en")
            .Require(update.MaxReportLength is null or (>= ShortestReport and <= LongestReport),
                $"{prefix}max_report_length", $"must be {ShortestReport} to {LongestReport} characters");
        CheckChannels(update.NotificationChannels, $"{prefix}notification_channels", errors);
        ZoneName? zone = null;
        if (update.TimeZone is not null)
        {
            errors.TryRead(update.TimeZone, $"{prefix}time_zone", out zone);
        }

        return new PreferencesChange(update.ReportFrequency, update.ReportTime, update.ReportFormat, update.Language, update.MaxReportLength,
            update.NotificationChannels?.OfType<string>().ToList(), zone);
    }

    private static void RequireWhereThere<T>(string? text, string field, ValidationErrors errors)
        where T : DomainValue<T>, IDomainValue<T>
    {
        if (text is not null)
        {
            errors.Require<T>(text, field);
        }
    }

    private static void CheckChannels(IReadOnlyList<string?>? channels, string field, ValidationErrors errors)
    {
        if (channels is null)
        {
            return;
        }

        errors
            .Require(channels.All(NotificationChannel.IsValid), field, $"must hold nothing but: {string.Join(", ", NotificationChannel.Names)}")
            .Require(channels.Count == channels.Distinct().Count(), field, "must not name a channel twice");
    }

    [GeneratedRegex(@"\A([01][0-9]|2[0-3]):[0-5][0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClockTime();
}
