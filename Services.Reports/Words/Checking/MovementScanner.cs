using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>Finds words of movement in a plain text, in English and Chinese. Of words with other meanings (up, down, added) only uses are taken that speak of a figure.</summary>
internal static partial class MovementScanner
{
    private const int NearNegation = 16;

    /// <summary>In the order in which they stand.</summary>
    public static IReadOnlyList<Movement> Scan(string plain) => [.. Words().Matches(plain).Select(match => FromMatch(match, plain))];

    private static Movement FromMatch(Match match, string plain)
    {
        int? direction = match.Groups["up"].Success ? 1 : match.Groups["down"].Success ? -1 : match.Groups["flat"].Success ? 0 : null;
        var before = plain[Math.Max(0, match.Index - NearNegation)..match.Index];
        return new Movement(direction, Negation().IsMatch(before), match.Value, match.Index, match.Index + match.Length);
    }

    [GeneratedRegex("""
        (?<open>涨跌幅?|升跌幅?|涨落|升降|变动幅?度?|波动|振幅|\b(?:ups?\s(?:and|or)\sdowns?|rises?\s(?:and|or)\sfalls?|gains?\s(?:and|or)\sloss(?:es)?|gainers?\s(?:and|or)\slosers?|moved|moves?|moving|swings?|swung)\b)
        |(?<up>上涨|大涨|收涨|领涨|涨幅|涨停|暴涨|飙升|收高|走高|攀升|上升|回升|反弹|上行|走强|收升|增长|增加|升至|涨至|涨到|涨了|涨|\b(?:rose|rises?|rising|risen|gain(?:s|ed|ing|ers?)?|climb(?:s|ed|ing)?|advanc(?:e|es|ed|ing|ers?)
            |jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|soar(?:s|ed|ing)?|rall(?:y|ies|ied|ying)|rebound(?:s|ed|ing)?|increas(?:e|es|ed|ing)|grew|higher|upward|uptick|strengthen(?:s|ed|ing)?
            |(?<=\b(?:is|are|was|were|ended|closed|finished|trad(?:ed|ing)|edged|ticked|moved|went|day|week|session|and|,)\s)up|up(?=\s(?:by\s)?(?:[$€£¥+]|\d|slightly|sharply|from))|add(?:s|ed|ing)(?=\s(?:[$€£¥+]|\d)))\b)
        |(?<down>下跌|大跌|收跌|领跌|跌幅|跌停|暴跌|收低|走低|下滑|下降|回落|回调|下行|走弱|收降|减少|缩水|降至|跌至|跌到|跌了|跌|\b(?:fell|falls?|falling|fallen|declin(?:e|es|ed|ing|ers?)|drop(?:s|ped|ping)?|lost|los(?:e|es|ing|ers?)|loss(?:es)?
            |slid|slid(?:es?|ing)|slip(?:s|ped|ping)?|sank|sunk|sinks?|sinking|tumbl(?:e|es|ed|ing)|plung(?:e|es|ed|ing)|plummet(?:s|ed|ing)?|decreas(?:e|es|ed|ing)|lower|downward|retreat(?:s|ed|ing)?|shed(?:s|ding)?
            |dip(?:s|ped|ping)?|weaken(?:s|ed|ing)?|crash(?:es|ed|ing)?|(?<=\b(?:is|are|was|were|ended|closed|finished|trad(?:ed|ing)|edged|ticked|moved|went|day|week|session|and|,)\s)down|down(?=\s(?:by\s)?(?:[$€£¥-]|\d|slightly|sharply|from)))\b)
        |(?<flat>持平|平收|平盘|未变|没有变化|不变|\b(?:unchanged|flat|did\snot\smove|no\schange)\b)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"(?:\b(?:not|never|no|without|neither|nor)|n't|没有?|未|并未|不曾|不)\s?(?:\w+\s)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Negation();
}
