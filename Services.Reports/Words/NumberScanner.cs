using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words;

/// <summary>
/// Finds every number of a text: digits of any script, full-width ones included, with thousands separators, signs,
/// percent signs, exponents and words of magnitude (million, 万); dates as a whole; and amounts spelled out.
/// </summary>
internal static partial class NumberScanner
{
    private static readonly Dictionary<string, decimal> Magnitudes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["k"] = 1e3m, ["thousand"] = 1e3m, ["m"] = 1e6m, ["mn"] = 1e6m, ["million"] = 1e6m, ["b"] = 1e9m, ["bn"] = 1e9m,
        ["billion"] = 1e9m, ["t"] = 1e12m, ["trillion"] = 1e12m, ["百"] = 1e2m, ["千"] = 1e3m, ["万"] = 1e4m, ["百万"] = 1e6m,
        ["千万"] = 1e7m, ["亿"] = 1e8m, ["百亿"] = 1e10m, ["千亿"] = 1e11m, ["万亿"] = 1e12m, ["兆"] = 1e12m,
    };

    public static IReadOnlyList<NumberToken> Scan(string text)
    {
        var normal = Normalise(text);
        return [.. Numbers().Matches(normal).Select(FromMatch), .. Spelled().Matches(normal).Select(static match => new NumberToken(null, 0, false, match.Value))];
    }

    private static NumberToken FromMatch(Match match)
    {
        if (match.Groups["year"].Success)
        {
            return new NumberToken(null, 0, false,
                $"{match.Groups["year"].Value}-{match.Groups["month"].Value.PadLeft(2, '0')}-{match.Groups["day"].Value.PadLeft(2, '0')}");
        }

        var sign = match.Groups["sign"].Value switch { "-" => -1, "+" => 1, _ => 0 };
        var percent = match.Groups["percent"].Success;
        var digits = match.Groups["number"].Value;
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value))
        {
            // Too large to compute with: then only the same text backs it.
            return new NumberToken(null, sign, percent, digits);
        }

        var magnitude = match.Groups["magnitude"] is { Success: true, Value: var word } ? Magnitudes[word] : 1m;
        return value < 1e15m ? new NumberToken(value * magnitude, sign, percent, "") : new NumberToken(value, sign, percent, match.Groups["magnitude"].Value);
    }

    private static string Normalise(string text)
    {
        // Compatibility composition turns full-width digits, signs and percent signs into plain ones.
        var composed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\ufffe', '\ufffd').Normalize(NormalizationForm.FormKC);
        var normal = new StringBuilder(composed.Length);
        foreach (var rune in composed.EnumerateRunes())
        {
            normal.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.DecimalDigitNumber => ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture),
                UnicodeCategory.DashPunctuation => "-",
                _ => rune.Value switch { '\u2212' => "-", '\u2044' => "/", _ => rune.ToString() },
            });
        }

        return normal.ToString();
    }

    // A dash after a letter, a digit or a bracket joins or ranges; elsewhere it is a sign.
    [GeneratedRegex("""
        (?<!\d)(?<year>\d{4})(?:(?<dash>[-/])(?<month>\d{1,2})\k<dash>(?<day>\d{1,2})(?!\d)|年(?<month>\d{1,2})月(?<day>\d{1,2})日)
        |(?:(?<![\w.)\]])(?<sign>[+-])\s?)?[$€£¥]?
        (?<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,3}(?!\w))?|(?<!\d)\.\d+)
        (?:\s?(?<percent>%|‰|percent|per\scent|pct)|\s?(?<magnitude>thousand|million|billion|trillion|[mb]n)(?!\w)|(?<magnitude>[kmbtKMBT])(?!\w)|(?<magnitude>[百千万]?亿|万亿|[百千]?万|[百千兆]))?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    // Amounts in words: they cannot be compared, so only the same words in the evidence back them.
    [GeneratedRegex("""
        百分之[零〇一二两三四五六七八九十百点]+
        |[一二两三四五六七八九十][零〇一二两三四五六七八九十]*[百千万亿][零〇一二两三四五六七八九十百千万亿]*
        |[零〇一二两三四五六七八九十]+点[零〇一二三四五六七八九]+
        |\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half\sa|a)
            (?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?\s(?:percent|per\scent|hundred|thousand|million|billion|trillion|dollars?|cents?|points?)\b
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Spelled();
}
