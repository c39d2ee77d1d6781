using System.Collections.Frozen;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>Small numbers that are written out: one to ninety-nine in English, 一 to 九十九 in Chinese.</summary>
internal static class SpelledNumbers
{
    private const string Digits = "零一二三四五六七八九";

    private static readonly FrozenDictionary<string, int> English = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12, ["thirteen"] = 13,
        ["fourteen"] = 14, ["fifteen"] = 15, ["sixteen"] = 16, ["seventeen"] = 17, ["eighteen"] = 18, ["nineteen"] = 19, ["twenty"] = 20, ["thirty"] = 30, ["forty"] = 40, ["fifty"] = 50, ["sixty"] = 60,
        ["seventy"] = 70, ["eighty"] = 80, ["ninety"] = 90,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What <paramref name="words"/> count; null where they are no such number.</summary>
    public static decimal? ValueOf(string words)
    {
        var parts = words.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 1 or 2 && parts.All(English.ContainsKey))
        {
            return parts.Length == 1 ? English[parts[0]] : English[parts[0]] >= 20 && English[parts[1]] < 10 ? English[parts[0]] + English[parts[1]] : null;
        }

        var plain = words.Replace('两', '二').Replace('〇', '零');
        return plain.IndexOf('十', StringComparison.Ordinal) switch
        {
            < 0 => plain.Length == 1 && Digits.IndexOf(plain[0], StringComparison.Ordinal) is >= 0 and var one ? one : null,
            var ten => Part(plain[..ten], 1) * 10 + Part(plain[(ten + 1)..], 0),
        };
    }

    private static decimal? Part(string digit, int ifNone) => digit.Length == 0 ? ifNone : digit.Length == 1 && Digits.IndexOf(digit[0], StringComparison.Ordinal) is > 0 and var value ? value : null;
}
