using System.Globalization;
using System.Text;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>
/// Months by their names in the languages whose names, and what is cut short of them, mean one month only. Those that mean
/// different ones in different languages ("listopad") are not here.
/// </summary>
internal static class MonthNames
{
    private static readonly string[][] Beginnings =
    [
        ["jan", "ene", "gen", "янв"], ["feb", "fev", "фев"], ["mar", "mrt", "мар"], ["apr", "abr", "avr", "апр"], ["may", "mai", "mag", "mei", "maj", "маи", "мая"],
        ["jun", "juin", "giu", "июн"], ["jul", "juil", "lug", "июл"], ["aug", "ago", "aou", "авг"], ["sep", "set", "сен"], ["oct", "okt", "ott", "out", "окт"],
        ["nov", "ноя"], ["dec", "dez", "dic", "дек"],
    ];

    /// <summary>The month from 1 to 12; 0 where the name is none.</summary>
    public static int Of(string name)
    {
        var plain = WithoutMarks(name).ToLowerInvariant();
        return Array.FindIndex(Beginnings, month => Array.Exists(month, beginning => plain.StartsWith(beginning, StringComparison.Ordinal))) + 1;
    }

    /// <summary>A text without accents and their like; what is no character, as half of a pair, is U+FFFD.</summary>
    public static string WithoutMarks(string text) => string.Concat(Characters(text).Normalize(NormalizationForm.FormD)
        .Where(static c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).Normalize(NormalizationForm.FormC);

    // Only characters can be normalized, and U+FFFE is none to the library beneath.
    private static string Characters(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\ufffe', '\ufffd');
}
