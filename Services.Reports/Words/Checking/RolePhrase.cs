using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>What the words right before a number say that it is: "closed at", "volume of", "最低".</summary>
internal static partial class RolePhrase
{
    private const int Longest = 48;

    /// <summary>The roles that the number at <paramref name="start"/> may have, and the words that say so; null where they say nothing.</summary>
    public static (FigureRole Roles, string Words)? Before(string plain, int start)
    {
        var match = Phrase().Match(plain[Math.Max(0, start - Longest)..start]);
        if (!match.Success)
        {
            return null;
        }

        var roles = match.Groups["earlier"].Success ? FigureRole.Base
            : match.Groups["close"].Success ? FigureRole.Close
            : FigureRole.Other | (match.Groups["volume"].Success ? FigureRole.Volume
            : match.Groups["low"].Success ? FigureRole.Low
            : match.Groups["high"].Success ? FigureRole.High
            : FigureRole.Low | FigureRole.High);
        return (roles, match.Value.Trim());
    }

    // Between the words and the number stands nothing that could change what it is.
    [GeneratedRegex("""
        (?:(?<earlier>\b(?:previous|prior|earlier|preceding)\s(?:day's\s|session's\s)?clos(?:e|ing)(?:\sprice)?|\b(?:close|closing\sprice)\s(?:before|earlier)|(?:前|上)(?:一|个)?(?:交易)?日?收盘价?)
          |(?<close>\b(?:clos(?:ed|es|ing|e)|settl(?:ed|es|ing)|ended|ends|finish(?:ed|es|ing))(?:\s(?:the\s)?(?:day|week|session))?(?:\s(?:higher|lower|up|down|flat))?(?:\sprice)?|收盘价?|收于|收报|收在|报收|收(?:涨|跌|高|低)(?=[于至报在]))
          |(?<volume>\b(?:volume|turnover)|成交量|成交)
          |(?<low>\b(?:lows?|lowest)|最低价?|低点)
          |(?<high>\b(?:highs?|highest)|最高价?|高点)
          |(?<range>\b(?:range|ranged|ranging|between)|区间))
        \s?(?::|：|\b(?:price|was|is|were|of|at|to|from|stood|reached|came|in|on|near|a|the)\b|[为于至报是在从达了]|\s)*[$€£¥]?\s?\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Phrase();
}
