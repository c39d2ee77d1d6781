using System.Globalization;
using System.Text.RegularExpressions;
using Nanobot.Platform.Ai.Offline;

namespace Nanobot.Services.Chat.Tools.ScheduleCreate;

/// <summary>A time of day in words: <c>早上9点</c>, <c>下午三点半</c>, <c>at 8:30 pm</c>.</summary>
internal static class ClockWords
{
    private const string Part = "(?<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|早|晚)?";
    private const string Number = "[零〇一二两三四五六七八九十]{1,3}";
    private const string Figures = "零一二三四五六七八九";

    private static readonly string[] English =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private const string InTheDay = @"(?:\s+in\s+the\s+(?<day>morning|afternoon|evening))?";
    private const string Half = @"(?<half>a\.?m\b\.?|p\.?m\b\.?)";
    private const string Before = @"(?:\b(?:at|by|around)\s+)?";

    private static readonly Lazy<Regex> Clock = new(static () => OfflinePattern.Of(
        $@"{Before}{Part}\s*(?<hour>\d{{1,2}})\s*[:：]\s*(?<minute>\d{{2}})(?:\s*{Half})?{InTheDay}"
        + $@"|{Part}\s*(?<hour>\d{{1,2}}|{Number})\s*(?:点钟?|时)\s*(?:整|(?<thirty>半)|(?<quarters>[一三])刻|(?<minute>\d{{1,2}}|{Number})\s*分?)?"
        + $@"|{Before}(?<hour>\b\d{{1,2}})\s*{Half}"
        + $@"|\b(?:at|by|around)\s+(?<hour>\d{{1,2}}|{string.Join('|', English)})\b(?:\s*o'?clock)?(?:\s*{Half})?{InTheDay}"
        + @"|(?:\bat\s+)?(?:(?<noon>\bnoon\b|\bmidday\b|中午|正午)|(?<midnight>\bmidnight\b|半夜|午夜))"));

    // A time is meant here, whether or not it is understood.
    private static readonly Lazy<Regex> Meant = new(static () => OfflinePattern.Of(@"\b(?:at|by|around|before|after)\b|点|\d"));

    // Minutes sooner or later are as good.
    private static readonly Lazy<Regex> About = new(static () => OfflinePattern.Of(@"\baround\b|左右|前后|大约|大概"));

    /// <summary>Whether <paramref name="text"/> means about the time that it names.</summary>
    public static bool IsAbout(string text) => About.Value.IsMatch(text);

    /// <summary>
    /// The time that <paramref name="text"/> names; null where it names none, and hour -1 where it means one that is not
    /// understood, that no clock shows, or more than one.
    /// </summary>
    /// <param name="text">The words.</param>
    /// <param name="part">A part of the day that was said elsewhere: <c>每天早上</c>, <c>every evening</c>.</param>
    public static (int Hour, int Minute)? Read(string text, string part)
    {
        var matches = Clock.Value.Matches(text);
        if (matches is not [var match])
        {
            return matches.Count > 1 || Meant.Value.IsMatch(text) ? (-1, 0) : null;
        }

        if (match.Groups["noon"].Success || match.Groups["midnight"].Success)
        {
            return (match.Groups["noon"].Success ? 12 : 0, 0);
        }

        var hour = Value(match.Groups["hour"].Value);
        var minute = match.Groups["thirty"].Success ? 30
            : match.Groups["quarters"] is { Success: true } quarters ? 15 * Value(quarters.Value)
            : match.Groups["minute"] is { Success: true } minutes ? Value(minutes.Value)
            : 0;
        var said = $"{match.Groups["half"].Value.Replace(".", "", StringComparison.Ordinal)}{match.Groups["part"].Value}{(match.Groups["half"].Success ? "" : match.Groups["day"].Value)}";
        var at = Shift(hour, (said.Length > 0 ? said : part).ToLowerInvariant());
        return at is >= 0 and <= 23 && minute is >= 0 and <= 59 ? (at, minute) : (-1, 0);
    }

    private static int Shift(int hour, string part) => part switch
    {
        "pm" or "下午" or "傍晚" or "afternoon" => hour < 12 ? hour + 12 : hour,
        "晚上" or "晚" or "evening" or "night" => hour == 12 ? 0 : hour < 12 ? hour + 12 : hour,
        "中午" => hour is >= 1 and <= 3 ? hour + 12 : hour,
        "am" or "morning" or "凌晨" or "早上" or "早" or "半夜" or "夜里" => hour == 12 ? 0 : hour,
        _ => hour,
    };

    private static int Value(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var english = Array.FindIndex(English, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
        return english >= 0 ? english : Chinese(text.Replace('两', '二').Replace('〇', '零'));
    }

    private static int Chinese(string text)
    {
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
        {
            return text.Aggregate(0, static (sum, figure) => (sum * 10) + Figures.IndexOf(figure, StringComparison.Ordinal));
        }

        var tens = ten == 0 ? 1 : Figures.IndexOf(text[ten - 1], StringComparison.Ordinal);
        var units = ten == text.Length - 1 ? 0 : Figures.IndexOf(text[ten + 1], StringComparison.Ordinal);
        return (tens * 10) + units;
    }
}
