using System.Globalization;
using System.Text;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>Makes one harmless line of a text from elsewhere.</summary>
internal static class PlainText
{
    /// <summary>Most characters of a headline.</summary>
    public const int MaximumTitle = 200;

    /// <summary>
    /// <paramref name="text"/> on one line, without control and formatting characters (those that turn the direction of
    /// writing among them; what joins letters and emoji stays), at most <paramref name="maximum"/> characters.
    /// </summary>
    public static string Line(string text, int maximum)
    {
        var line = new StringBuilder(Math.Min(text.Length, maximum + 1));
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                {
                    line.Append(' ');
                }
            }
            else if (IsShown(rune) || (IsJoiner(rune) && line.Length > 0 && line[^1] != ' '))
            {
                line.Append(rune.ToString());
            }

            if (line.Length > maximum)
            {
                return TextCut.Shortened(line.ToString(), maximum);
            }
        }

        return line.ToString().TrimEnd(' ', '\u200C', '\u200D');
    }

    private static bool IsShown(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse) && (rune.Value & 0xFFFE) != 0xFFFE;

    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;
}
