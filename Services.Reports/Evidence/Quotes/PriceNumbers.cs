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
        "", "null", "none", "nil", "nan", "n/a", "na", "n.a.", "#n/a", "n/d", "nd", "n.d.", "undefined", "-", "--", "---", "–", "—", ".", "\\n",
        "#ref!", "#value!", "#div/0!", "#num!", "closed", "holiday", "suspended", "停牌", "休市", "停市", "暂停交易", "无",
    };

    private static readonly Dictionary<char, decimal> Magnitudes = new() { ['K'] = 1e3m, ['M'] = 1e6m, ['B'] = 1e9m, ['T'] = 1e12m, ['万'] = 1e4m, ['亿'] = 1e8m };

    /// <summary>Whether a field says that there is no value.</summary>
    public static bool IsMissing(string field) => Missing.Contains(field);

    /// <summary>The way in which the numbers of a file are written.</summary>
    /// <param name="prices">All prices.</param>
    /// <param name="volumes">All volumes, whose groups tell too.</param>
    public static PriceNumbers Of(IEnumerable<string> prices, IEnumerable<string> volumes)
    {
        var (point, comma, unsure) = (false, false, (string?)null);
        foreach (var field in prices)
        {
            var text = Groups().Replace(Dress().Replace(field, ""), "");
            point |= SurelyPoint().IsMatch(text);
            comma |= SurelyComma().IsMatch(text);
            unsure ??= OneComma().IsMatch(text) ? text : null;
        }

        if (point == comma)
        {
            var groups = volumes.Where(static field => SeveralGroups().IsMatch(field)).Select(static field => field.Contains(',', StringComparison.Ordinal)).Distinct().ToList();
            (point, comma) = (point || groups.Contains(true), comma || groups.Contains(false));
        }

        return point && comma ? throw new MalformedQuotesException(PriceWords.TwoMarks)
            : !point && !comma && unsure is not null ? throw new MalformedQuotesException(PriceWords.TwoNumbers(unsure))
            : new PriceNumbers(comma);
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

    // Currencies by sign, code or word, a plus, quotes that were quoted once more.
    [GeneratedRegex(@"\A[\s'""]*(?:(?:US|HK|NT|CA|AU|NZ|SG|MX|CN|[ACSR])?\p{Sc}|(?:" + PriceNames.Currencies + @")(?=[\s0-9]))?\s*\+?|[\s'""]*(?:\p{Sc}|元|円|원|(?<=[\s0-9])(?:" + PriceNames.Currencies + @"))?[\s'""]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Dress();

    // In thousands, or as India has it, in hundreds above the thousands.
    [GeneratedRegex(@"\A(?:[0-9]{1,3}(?:[,'’\u00A0\u202F\u2009 ][0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}|[0-9]+)?(?:\.[0-9]*)?(?<=[0-9]\.?)(?:[eE][+-]?[0-9]{1,3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithPoint();

    [GeneratedRegex(@"\A(?:[0-9]{1,3}(?:[.'’\u00A0\u202F\u2009 ][0-9]{3})+|[0-9]+)?(?:,[0-9]*)?(?<=[0-9],?)(?:[eE][+-]?[0-9]{1,3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithComma();

    [GeneratedRegex(@"['’\u00A0\u202F\u2009 ]", RegexOptions.CultureInvariant)]
    private static partial Regex Groups();

    [GeneratedRegex(@"\A[0-9]{1,3},[0-9]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OneComma();

    [GeneratedRegex(@"\A[0-9]{1,3}(?:(?:,[0-9]{3}){2,}|(?:\.[0-9]{3}){2,})\z", RegexOptions.CultureInvariant)]
    private static partial Regex SeveralGroups();

    [GeneratedRegex(@",\d{3}\.\d*|\A\D?(?:\d*\.(?!\d{3}\z)\d+|0\.\d+|\d{4,}\.\d+)(?:[eE][+-]?\d+)?\z|,\d{2,3},", RegexOptions.CultureInvariant)]
    private static partial Regex SurelyPoint();

    [GeneratedRegex(@"\.\d{3},\d*|\A\D?(?:\d*,(?!\d{3}\z)\d+|0,\d+|\d{4,},\d+)(?:[eE][+-]?\d+)?\z|\.\d{3}\.", RegexOptions.CultureInvariant)]
    private static partial Regex SurelyComma();
}
