using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Platform.Core.Times;

/// <summary>Times of RFC 3339, section 5.6, offset included: a time without one would mean another thing to each reader.</summary>
public static partial class Rfc3339
{
    /// <summary>The instant in UTC, in whole microseconds as the database keeps them, or null for anything else.</summary>
    public static DateTimeOffset? Parse(string? text) =>
        text is not null && Form().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? time.Truncate()
            : null;

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
