using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>What the words before a number say that it is: "closed at", "volume of", "rose 1.00% to", "最低". The last of them in the same part of the sentence counts.</summary>
internal static partial class RolePhrase
{
    private const int Longest = 96;
    private const FigureRole NotTheClose = FigureRole.Base | FigureRole.Low | FigureRole.High | FigureRole.Other;

    /// <summary>The roles that a number may have, and the words that say so; null where they say nothing.</summary>
    /// <param name="hidden">The plain text, its symbols hidden.</param>
    /// <param name="number">The number.</param>
    /// <param name="numbers">All numbers of the text.</param>
    public static (FigureRole Roles, string Words)? Before(string hidden, NumberToken number, IReadOnlyList<NumberToken> numbers)
    {
        var from = Math.Max(0, number.Start - Longest);
        var part = Border().Matches(hidden[from..number.Start]) is { Count: > 0 } borders ? from + borders[^1].Index + borders[^1].Length : from;
        if (Keyword().Matches(hidden[part..number.Start]) is not { Count: > 0 } words)
        {
            return null;
        }

        var word = words[^1];
        var between = hidden[(part + word.Index + word.Length)..number.Start];
        var passed = numbers.Count(other => other.Value is not null && other.Start >= part + word.Index + word.Length && other.End <= number.Start);
        var roles = RolesOf(word, between, passed);
        return roles == FigureRole.None ? null : (roles, hidden[(part + word.Index)..number.Start].Trim());
    }

    private static FigureRole RolesOf(Match word, string between, int passed)
    {
        if (word.Groups["other"].Success)
        {
            return FigureRole.None;
        }

        if (word.Groups["range"].Success)
        {
            return FigureRole.Other | (passed switch { 0 => FigureRole.Low, 1 => FigureRole.High, _ => FigureRole.None });
        }

        if (From().IsMatch(between))
        {
            return NotTheClose;
        }

        if (word.Groups["moved"].Success || word.Groups["at"].Success)
        {
            return passed <= 1 && To().IsMatch(between.Length == 0 ? word.Value : between) ? FigureRole.Close : passed == 0 && between.Trim().Length == 0 ? FigureRole.Change | FigureRole.Other : FigureRole.None;
        }

        return passed > 0 && !List().IsMatch(between) ? FigureRole.None
            : word.Groups["earlier"].Success ? FigureRole.Base | FigureRole.Other
            : word.Groups["close"].Success ? FigureRole.Close
            : FigureRole.Other | (word.Groups["volume"].Success ? FigureRole.Volume : word.Groups["low"].Success ? FigureRole.Low : FigureRole.High);
    }

    [GeneratedRegex(@"[;；，。()（）]|,(?=\s)|\b(?:while|whereas|but|with|after|as)\b|而|但", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Border();

    [GeneratedRegex("""
        (?<other>\b(?:average|mean|median|index|target|forecast|estimates?)\b|均[线价]|平均|目标价|指数)
        |(?<earlier>\b(?:previous|prior|earlier|preceding)\s(?:day's\s|session's\s)?clos(?:e|ing)(?:\sprice)?|\b(?:close|closing\sprice)\s(?:before|earlier)|(?:前|上)(?:一|个)?(?:交易)?日?收盘价?)
        |(?<range>\b(?:ranges?|ranged|ranging|between|within)\b|区间|介于)
        |(?<volume>\b(?:volumes?|turnover)\b|成交量|成交)
        |(?<low>\b(?:lows?|lowest)\b|最低价?|低点)
        |(?<high>\b(?:highs?|highest)\b|最高价?|高点)
        |(?<close>\b(?:clos(?:ed|es|ing|e)|settl(?:ed|es|ing)|ended|ends|ending|finish(?:ed|es|ing)|stands|stood|trades|trading|pric(?:e|es|ed))\b|收盘价?|收于|收报|收在|报收|报(?=\s?(?:[\d$¥]|\z)))
        |(?<moved>\b(?:rose|rises?|rising|gain(?:s|ed|ing)?|climb(?:s|ed|ing)?|advanc(?:e|es|ed|ing)|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|rall(?:y|ied|ies|ying)|add(?:s|ed|ing)|up|higher|fell|falls?|falling|declin(?:e|es|ed|ing)
            |drop(?:s|ped|ping)?|lost|los(?:es|ing)|slid|slipp?(?:s|ed|ing)|sank|tumbl(?:e|es|ed|ing)|plung(?:e|es|ed|ing)|shed|dipped|down|lower|moved|brought|took|taking|taken)\b
            |上涨|大涨|上升|走高|攀升|回升|反弹|上行|涨|下跌|大跌|下滑|走低|下降|回落|回调|跌|[升降](?=至|\z))
        |(?<at>_\s(?:at|to)\s[$€£¥]?\z)|(?<close>_\s?[:：]\s?[$€£¥]?\z)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Keyword();

    // "closed at 1.00 and 2.00".
    [GeneratedRegex(@"\A\s?(?:at|of|to|[于至在为])?\s?(?:[$€£¥]?[\d.,]+\s?(?:,|and|[和及与、])\s?)+[$€£¥]?\z", RegexOptions.CultureInvariant)]
    private static partial Regex List();

    [GeneratedRegex(@"(?:\b(?:at|to)\s?|[至到报于])[$€£¥]?\s?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex To();

    [GeneratedRegex(@"(?:\b(?:from|against|than|versus)(?:\sthe|\sa|\sits)?\s?|[自由从较比])[$€£¥]?\s?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex From();
}
