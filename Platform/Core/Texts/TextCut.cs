using System.Globalization;

namespace Nanobot.Platform.Core.Texts;

/// <summary>
/// Cuts text only between what people see as characters (the extended grapheme clusters of Unicode's UAX 29): never within
/// an emoji of several parts, a flag, a letter with its accents or a line end of two. Lengths are UTF-16 units, as
/// <see cref="string.Length"/> counts. What is longer than any language's characters, or than all the room, is cut between
/// code points, so that no limit is passed, hardly any room is lost and no loop stands still.
/// </summary>
public static class TextCut
{
    private const string Ellipsis = "…";
    private const int LongestCharacter = 64;

    /// <summary>How much of the beginning of <paramref name="text"/> stays when at most <paramref name="maximum"/> units may.</summary>
    public static int Length(ReadOnlySpan<char> text, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        if (text.Length <= maximum)
        {
            return text.Length;
        }

        var (end, next) = (SureBoundary(text, maximum), 0);
        while (end < maximum && end + (next = StringInfo.GetNextTextElementLength(text[end..])) <= maximum)
        {
            end += next;
        }

        return end < maximum && (end == 0 || next > LongestCharacter) ? BetweenCodePoints(text, maximum) : end;
    }

    /// <summary>The beginning of <paramref name="text"/>, at most <paramref name="maximum"/> units of it.</summary>
    public static string Beginning(string text, int maximum) => text.Length <= maximum ? text : text[..Length(text, maximum)];

    /// <summary>
    /// <paramref name="text"/> itself where it has room in <paramref name="maximum"/> units, else its beginning with an
    /// ellipsis, which counts, and without a space before it.
    /// </summary>
    public static string Shortened(string text, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, Ellipsis.Length);
        return text.Length <= maximum ? text : Beginning(text, maximum - Ellipsis.Length).TrimEnd() + Ellipsis;
    }

    /// <summary>All of <paramref name="text"/> in pieces of at most <paramref name="maximum"/> units; none of an empty one.</summary>
    public static IEnumerable<string> Pieces(string text, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, 2);
        for (var start = 0; start < text.Length;)
        {
            var end = start + Length(text.AsSpan(start), maximum);
            yield return text[start..end];
            start = end;
        }
    }

    /// <summary>
    /// The last place up to <paramref name="maximum"/> that surely lies between two characters, so that a long text need
    /// not be read from its beginning: between two characters of which neither joins anything.
    /// </summary>
    private static int SureBoundary(ReadOnlySpan<char> text, int maximum)
    {
        var at = maximum;
        while (at > 0 && !(StandsAlone(text[at]) && StandsAlone(text[at - 1])))
        {
            at--;
        }

        return at;
    }

    private static bool StandsAlone(char character) => character is (>= ' ' and <= '~') or (>= '\u4e00' and <= '\u9fff');

    private static int BetweenCodePoints(ReadOnlySpan<char> text, int maximum) =>
        char.IsHighSurrogate(text[maximum - 1]) && char.IsLowSurrogate(text[maximum]) ? maximum - 1 : maximum;
}
