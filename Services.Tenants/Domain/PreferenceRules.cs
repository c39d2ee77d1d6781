using System.Text.RegularExpressions;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Domain;

/// <summary>What preferences may say, what they say by default, and how an update changes them.</summary>
internal static partial class PreferenceRules
{
    private const int ShortestReport = 500;
    private const int LongestReport = 50_000;

    private static readonly string[] Frequencies = ["daily", "weekly", "realtime", "both"];
    private static readonly string[] Formats = ["markdown", "html", "pdf"];
    private static readonly string[] Channels = ["push", "email", "webhook"];

    /// <summary>What a user starts with in a tenant of the time zone <paramref name="timeZone"/>.</summary>
    public static Preferences Defaults(string timeZone) => new("daily", "09:00", "markdown", "zh", 5000, ["push"], timeZone);

    /// <summary>Adds what is wrong with <paramref name="update"/> to <paramref name="errors"/>; an absent member is never wrong.</summary>
    /// <param name="prefix">What stands before the member's name in the request, for example <c>initial_data.preferences.</c>.</param>
    public static void Check(Preferences update, string prefix, ValidationErrors errors)
    {
        if (update.ReportFrequency is not null)
        {
            errors.OneOf(update.ReportFrequency, $"{prefix}report_frequency", Frequencies);
        }

        if (update.ReportFormat is not null)
        {
            errors.OneOf(update.ReportFormat, $"{prefix}report_format", Formats);
        }

        errors
            .Require(update.ReportTime is null || ClockTime().IsMatch(update.ReportTime), $"{prefix}report_time", "must be HH:MM, 00:00 to 23:59")
            .Require(update.Language is null || LanguageCodes.Contains(update.Language), $"{prefix}language", "must be an ISO 639-1 code, for example zh or en")
            .Require(update.MaxReportLength is null or (>= ShortestReport and <= LongestReport),
                $"{prefix}max_report_length", $"must be {ShortestReport} to {LongestReport} characters")
            .Require(update.TimeZone is null || TimeZoneNames.IsValid(update.TimeZone), $"{prefix}time_zone", TimeZoneNames.Form);
        CheckChannels(update.NotificationChannels, $"{prefix}notification_channels", errors);
    }

    /// <summary>The members of <paramref name="update"/> where it has them, else those of <paramref name="current"/>.</summary>
    public static Preferences Apply(Preferences current, Preferences update) => new(
        update.ReportFrequency ?? current.ReportFrequency,
        update.ReportTime ?? current.ReportTime,
        update.ReportFormat ?? current.ReportFormat,
        update.Language ?? current.Language,
        update.MaxReportLength ?? current.MaxReportLength,
        update.NotificationChannels ?? current.NotificationChannels,
        update.TimeZone ?? current.TimeZone);

    private static void CheckChannels(IReadOnlyList<string?>? channels, string field, ValidationErrors errors)
    {
        if (channels is null)
        {
            return;
        }

        errors
            .Require(channels.All(channel => Channels.Contains(channel)), field, $"must hold nothing but: {string.Join(", ", Channels)}")
            .Require(channels.Count == channels.Distinct().Count(), field, "must not name a channel twice");
    }

    [GeneratedRegex(@"\A([01][0-9]|2[0-3]):[0-5][0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClockTime();
}
