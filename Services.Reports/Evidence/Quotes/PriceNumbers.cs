using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// Numbers of one file, all written one way: with a decimal point or with a decimal comma, in groups of three or not. Which
/// way shows in those that can be read in one way only.
/// </summary>
internal sealed partial class PriceNumbers(bool hasComma)
{
    // Common spellings of "there is none".
    private static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "null", "none", "nil", "nan", "n/a", "na", "n.a.", "#n/a", "n/d", "nd", "undefined", "-", "--", "–", "—", ".", "停牌", "无",
    };

    private static readonly Dictionary<char, decimal> Magnitudes = new() { ['K'] = 1e3m, ['M'] = 1e6m, ['B'] = 1e9m, ['T'] = 1e12m, ['万'] = 1e4m, ['亿'] = 1e8m };

    /// <summary>Whether a field says that there is no value.</summary>
    public static bool IsMissing(string field) => Missing.Contains(field);

    /// <summary>The way in which the numbers of a file are written.</summary>
    /// <param name="fields">All of them.</param>
    /// <param name="mayBeCommas">Whether commas do not already separate the fields: then one alone in a number is decimal.</param>
    public static PriceNumbers Of(IEnumerable<string> fields, bool mayBeCommas)
    {
        var (point, comma, unsure) = (false, false, false);
        foreach (var field in fields)
        {
            point |= SurelyPoint().IsMatch(field);
            comma |= SurelyComma().IsMatch(field);
            unsure |= field.Contains(',', StringComparison.Ordinal);
        }

        return point && comma ? throw new MalformedQuotesException(PriceWords.TwoMarks) : new PriceNumbers(comma || (!point && unsure && mayBeCommas));
    }

    /// <summary>A price; null where the field is not a number.</summary>
    public decimal? Read(string field)
    {
        var text = Dress().Replace(field, "");
        var form = hasComma ? WithComma() : WithPoint();
        if (!form.IsMatch(text))
        {
            return null;
        }

        var plain = hasComma ? Groups().Replace(text, "").Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : Groups().Replace(text, "").Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>A volume, which may be short for thousands, millions or billions.</summary>
    public decimal? ReadVolume(string field)
    {
        if (field.Length < 2 || !Magnitudes.TryGetValue(char.ToUpperInvariant(field[^1]), out var magnitude))
        {
            return Read(field);
        }

        return Read(field[..^1].TrimEnd()) is { } value and < 1e15m ? value * magnitude : null;
    }

    // Currency signs, a plus, quotes that were quoted once more.
    [GeneratedRegex(@"\A[\s'""]*\p{Sc}?\s*\+?|[\s'""]*\p{Sc}?[\s'""]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Dress();

    [GeneratedRegex(@"\A(?:\d{1,3}(?:[,'\u00A0\u202F ]\d{3})+|\d+)?(?:\.\d*)?(?<=\d\.?)(?:[eE][+-]?\d{1,3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithPoint();

    [GeneratedRegex(@"\A(?:\d{1,3}(?:[.'\u00A0\u202F ]\d{3})+|\d+)?(?:,\d*)?(?<=\d,?)(?:[eE][+-]?\d{1,3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithComma();

    [GeneratedRegex(@"['\u00A0\u202F ]", RegexOptions.CultureInvariant)]
    private static partial Regex Groups();

    [GeneratedRegex(@",\d{3}\.\d*|\A\D?(?:\d*\.(?!\d{3}\z)\d+|0\.\d+|\d{4,}\.\d+)(?:[eE][+-]?\d+)?\z|,\d{3},", RegexOptions.CultureInvariant)]
    private static partial Regex SurelyPoint();

    [GeneratedRegex(@"\.\d{3},\d*|\A\D?(?:\d*,(?!\d{3}\z)\d+|0,\d+|\d{4,},\d+)(?:[eE][+-]?\d+)?\z|\.\d{3}\.", RegexOptions.CultureInvariant)]
    private static partial Regex SurelyComma();
}
