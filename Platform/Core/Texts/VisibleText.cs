using System.Buffers;
using System.Globalization;
using System.Text;

namespace Nanobot.Platform.Core.Texts;

/// <summary>
/// Text of strangers without characters that nobody sees and a model reads all the same: marks of the reading direction, characters without width, tags
/// (U+E0000 and on) and variants, by which words can be hidden, and controls.
/// </summary>
public static class VisibleText
{
    // Beside Unicode's formats and controls: blank letters, joiners and variants.
    private static readonly SearchValues<char> Unseen = SearchValues.Create("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2065\u3164\uffa0");

    /// <summary>The text without them; line ends and tabs stay.</summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (IsVisible(rune))
            {
                shown.Append(units[..rune.EncodeToUtf16(units)]);
            }
        }

        return shown.ToString();
    }

    /// <summary>The same on one line, with one blank for all white space.</summary>
    public static string Line(string text) => string.Join(' ', Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsVisible(Rune rune) => rune.Value is '\n' or '\t'
        || (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse)
            && !(rune.IsBmp && Unseen.Contains((char)rune.Value))
            && !IsVariant(rune.Value) && !IsNone(rune.Value));

    private static bool IsVariant(int value) => value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0000 and <= 0xE0FFF);

    // What Unicode says will never be a character, or never one that is seen.
    private static bool IsNone(int value) => (value & 0xFFFE) == 0xFFFE || value is (>= 0xFDD0 and <= 0xFDEF) or (>= 0xFFF0 and <= 0xFFF8);
}
