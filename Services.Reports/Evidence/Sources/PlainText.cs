using System.Globalization;
using System.Text;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>Makes one harmless line of a text from elsewhere.</summary>
internal static class PlainText
{
    /// <summary>Most characters of a headline.</summary>
    public const int MaximumTitle = 200;

    /// <summary>
    /// <paramref name="text"/> on one line, without control and formatting characters (those that turn the direction of
    /// writing among them), at most <paramref name="maximum"/> characters.
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
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse))
            {
                line.Append(rune.ToString());
            }

            if (line.Length > maximum)
            {
                return Cut(line.ToString(), maximum);
            }
        }

        return line.ToString().TrimEnd();
    }

    private static string Cut(string line, int maximum)
    {
        var length = maximum - 1;
        if (char.IsHighSurrogate(line[length - 1]))
        {
            length--;
        }

        return line[..length].TrimEnd() + "…";
    }
}
