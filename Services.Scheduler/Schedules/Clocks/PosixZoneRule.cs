using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>
/// A zone's rule for all years, as POSIX writes it in <c>TZ</c> with the hours of RFC 8536, section 3.3.1 (-167 to 167), for example
/// <c>IST-2IDT,M3.4.4/26,M10.5.0</c>.
/// </summary>
internal sealed partial class PosixZoneRule
{
    private readonly TimeSpan _standard;
    private readonly TimeSpan _summer;
    private readonly PosixZoneChange? _begins;
    private readonly PosixZoneChange? _ends;

    private PosixZoneRule(TimeSpan standard, TimeSpan summer, PosixZoneChange? begins, PosixZoneChange? ends) =>
        (_standard, _summer, _begins, _ends) = (standard, summer, begins, ends);

    /// <summary>Reads it; null for anything else.</summary>
    public static PosixZoneRule? Parse(string text)
    {
        if (Whole().Match(text) is not { Success: true } match)
        {
            return null;
        }

        var standard = -Time(match.Groups["standard"].Value);
        if (!match.Groups["name"].Success)
        {
            return new PosixZoneRule(standard, standard, null, null);
        }

        // West of Greenwich is positive there. Summer's clocks are an hour ahead where nothing else is said.
        var summer = match.Groups["summer"].Success ? -Time(match.Groups["summer"].Value) : standard + TimeSpan.FromHours(1);
        return PosixZoneChange.Parse(match.Groups["begins"].Value) is { } begins && PosixZoneChange.Parse(match.Groups["ends"].Value) is { } ends
            ? new PosixZoneRule(standard, summer, begins, ends)
            : null;
    }

    /// <summary>The distance from UTC at <paramref name="instant"/>.</summary>
    public TimeSpan OffsetAt(DateTimeOffset instant)
    {
        if (_begins is null || _ends is null)
        {
            return _standard;
        }

        // A change may fall into the year before or after the one that it is counted from, and summer may last over New Year.
        var year = instant.UtcDateTime.Year;
        for (var begun = Math.Max(2, year - 2); begun <= Math.Min(9996, year + 1); begun++)
        {
            var from = _begins.In(begun) - _standard;
            var to = _ends.In(begun) - _summer;
            if (to <= from)
            {
                to = _ends.In(begun + 1) - _summer;
            }

            if (instant.UtcDateTime >= from && instant.UtcDateTime < to)
            {
                return _summer;
            }
        }

        return _standard;
    }

    /// <summary>Hours with minutes and seconds, and a sign.</summary>
    internal static TimeSpan Time(string text)
    {
        var parts = text.TrimStart('+', '-').Split(':').Select(static part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var time = new TimeSpan(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
        return text.StartsWith('-') ? -time : time;
    }

    [GeneratedRegex(@"^(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)(?<standard>[+-]?\d{1,3}(?::\d\d){0,2})"
        + @"(?:(?<name>[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)(?<summer>[+-]?\d{1,3}(?::\d\d){0,2})?,(?<begins>[^,]+),(?<ends>[^,]+))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
