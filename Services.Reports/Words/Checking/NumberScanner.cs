using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>
/// Finds every number of a text in its plain form (<see cref="PlainForm"/>): with thousands separators, signs, units, exponents and words of magnitude (million, 万); dates, weekdays and times of day as
/// a whole; and amounts spelled out.
/// </summary>
internal static partial class NumberScanner
{
    private static readonly FrozenDictionary<string, decimal> Magnitudes = new Dictionary<string, decimal>
    {
        ["k"] = 1e3m, ["thousand"] = 1e3m, ["m"] = 1e6m, ["mn"] = 1e6m, ["million"] = 1e6m, ["b"] = 1e9m, ["bn"] = 1e9m,
        ["billion"] = 1e9m, ["t"] = 1e12m, ["trillion"] = 1e12m, ["百"] = 1e2m, ["千"] = 1e3m, ["万"] = 1e4m, ["百万"] = 1e6m,
        ["千万"] = 1e7m, ["亿"] = 1e8m, ["百亿"] = 1e10m, ["千亿"] = 1e11m, ["万亿"] = 1e12m, ["兆"] = 1e12m,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>In the order in which they stand.</summary>
    public static IReadOnlyList<NumberToken> Scan(string plain) =>
    [
        .. Numbers().Matches(plain).Select(static match => CalendarScanner.FromMatch(match) ?? FromMatch(match))
            .Concat(CalendarScanner.Weekdays(plain))
            .Concat(Spelled().Matches(plain).Select(FromWords))
            .OrderBy(static token => token.Start),
    ];

    private static NumberToken FromMatch(Match match)
    {
        var sign = match.Groups["sign"].Value switch { "-" => -1, "+" => 1, _ => 0 };
        var unit = match.Groups["per"].Success ? Units.Percent : match.Groups["unit"] is { Success: true, Value: var word } ? Units.Of(word) : Units.Of(match.Groups["currency"].Value);
        var digits = match.Groups["number"].Value;
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value))
        {
            // Too large to compute with: then only the same text backs it.
            return new NumberToken(null, sign, unit, digits, match.Index, match.Index + match.Length);
        }

        var magnitude = match.Groups["magnitude"] is { Success: true, Value: var times } ? Magnitudes[times] : 1m;
        return value < 1e15m
            ? new NumberToken(value * magnitude, sign, unit, "", match.Index, match.Index + match.Length)
            : new NumberToken(value, sign, unit, match.Groups["magnitude"].Value, match.Index, match.Index + match.Length);
    }

    private static NumberToken FromWords(Match match) =>
        match.Groups["count"] is { Success: true, Value: var count } && SpelledNumbers.ValueOf(count) is { } value
            ? new NumberToken(value, 0, match.Groups["per"].Success ? Units.Percent : Units.Of(match.Groups["unit"].Value), "", match.Index, match.Index + match.Length)
            : new NumberToken(null, 0, "", match.Value, match.Index, match.Index + match.Length);

    // A dash after a letter, a digit or a bracket joins or ranges, and so does one between two blanks behind a digit; elsewhere it is a sign.
    [GeneratedRegex("""
        (?<!\d)(?<year>\d{4})(?:(?<dash>[-/])(?<month>\d{1,2})\k<dash>(?<day>\d{1,2})(?!\d)|年(?<month>\d{1,2})月(?<day>\d{1,2})[日号])
        |(?<!\d)(?<month>\d{1,2})月(?<day>\d{1,2})[日号]
        |(?<![A-Za-z0-9_.:])(?<hour>\d{1,2}):(?<minute>\d{2})(?!:?\d)
        |\b(?<name>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|August|September|October|November|December)\.?\s(?:the\s)?(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,]\d)(?:,?\s(?<year>\d{4})(?![\d%]|[.,]\d))?
        |(?<![\d.,])(?<day>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?<name>January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?:,?\s(?<year>\d{4})(?![\d%]|[.,]\d))?
        |(?<![\w.,])(?<day>\d{1,2})(?:st|nd|rd|th)\b
        |(?<per>百分之)?(?:(?<!\d\s)(?<![A-Za-z0-9_.)\]])(?<sign>[+-])\s?|(?<![A-Za-z0-9_.)\]])(?<sign>[+-])(?=[\d$€£¥₹.]))?(?:(?<currency>US\$|HK\$|NT\$|[AC]\$|[$€£¥₹]|(?<![A-Za-z0-9_])(?:USD|EUR|GBP|CNY|RMB|HKD|JPY|TWD|CAD|AUD|CHF|KRW|INR)(?![A-Za-z]))\s?)?(?:(?<!\d\s)(?<![A-Za-z0-9_.)\]])(?<sign>[+-])\s?|(?<![A-Za-z0-9_.)\]])(?<sign>[+-])(?=[\d$€£¥₹.]))?
        (?<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?!\w))?|(?<!\d)\.\d+)
        (?:\s?(?<magnitude>thousand|million|billion|trillion|[mb]n)(?!\w)|(?<magnitude>[kmbtKMBT])(?![\w])|(?<magnitude>[百千万]?亿|万亿|[百千]?万|[百千兆]))?
        (?:\s?(?<unit>%|‰|per\s?cent|pct|percentage\spoints?|pp|basis\spoints?|bps?|points?|shares?|lots?|times|x|×|-?fold|(?:-|\s|-trading-|trading\s)?(?:days?|weeks?|months?|years?|sessions?)|hours?|minutes?
            |(?:US\s|U\.S\.\s)?dollars?|cents?|euros?|pounds?|yuan|renminbi|yen|won|rupees|francs|USD|EUR|GBP|CNY|RMB|HKD|JPY|TWD|CAD|AUD|CHF|KRW|INR)(?![A-Za-z])
          |\s?(?<unit>个?百分点|个?基点|美元|美金|美分|欧元|英镑|港元|港币|日元|韩元|加元|澳元|新台币|人民币|元人民币|元|股|手|倍|个?交易日|个?星期|个月|小时|分钟|[日天周年点])
          |(?<unit>%|‰))?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    // Amounts in words: small ones that count something are compared as numbers; of the others only the same words in the evidence back them.
    [GeneratedRegex("""
        (?<per>百分之)(?<count>[一二两三四五六七八九十]{1,3})(?![零〇一二两三四五六七八九十百点\d])
        |百分之[零〇一二两三四五六七八九十百点]+
        |(?<![一二两三四五六七八九十百千万亿第\d])(?<count>[一二两三四五六七八九十]{1,3})(?<unit>个百分点|个基点|美元|倍|个?交易日|个?星期|个月|[日天周年股])(?![百千万亿])
        |(?:翻[了]?[一二两三四五六七八九十]?[倍番]|腰斩|减半)
        |[一二两三四五六七八九十][零〇一二两三四五六七八九十]*[百千万亿][零〇一二两三四五六七八九十百千万亿]*
        |[零〇一二两三四五六七八九十]+点[零〇一二三四五六七八九]+
        |\b(?:doubl|tripl|quadrupl|halv)(?:e|es|ed|ing)\b
        |\b(?<count>(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?))
            [-\s](?<unit>percent|per\scent|percentage\spoints?|basis\spoints?|dollars?|cents?|points?|shares?|times|(?:trading[-\s])?(?:days?|sessions?)|weeks?|months?|years?)\b
        |\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half\sa|a)
            (?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?\s(?:percent|per\scent|hundred|thousand|million|billion|trillion|dollars?|cents?|points?)\b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Spelled();
}
