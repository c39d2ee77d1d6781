using System.Globalization;
using System.Text;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>A text as it is compared: digits of any script, full-width ones included, as 0 to 9, all dashes as one, and nothing that only looks different.</summary>
internal static class PlainForm
{
    public static string Of(string text)
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
                UnicodeCategory.Format => "",
                _ => rune.Value switch { '\u2212' => "-", '\u2044' => "/", '\u2019' => "'", '\u3002' => "。", _ => rune.ToString() },
            });
        }

        return normal.ToString();
    }
}
