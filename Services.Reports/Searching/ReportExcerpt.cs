using Nanobot.Platform.Core.Texts;

namespace Nanobot.Services.Reports.Searching;

/// <summary>Cuts words that were found out of a report, with some of what stands around them in the same part of it.</summary>
internal static class ReportExcerpt
{
    /// <summary>UTF-16 units of all three parts, unless the words alone are longer.</summary>
    public const int Longest = 320;

    /// <summary>Characters in front of the words that are looked at.</summary>
    public const int Ahead = 80;

    /// <summary>Characters of all that is looked at: words have 200 at most.</summary>
    public const int Window = 700;

    private const int Before = 60;

    /// <param name="window">A stretch of what the report says.</param>
    /// <param name="ahead">Characters (code points) of it in front of the words.</param>
    /// <param name="characters">Those of the words.</param>
    public static (string Before, string Match, string After) Of(string window, int ahead, int characters)
    {
        var at = Units(window, 0, ahead);
        var end = Units(window, at, characters);
        var (before, match, after) = (window[..at], window[at..end], window[end..]);
        before = before[(before.LastIndexOf(ReportText.Border) + 1)..].Replace('\n', ' ').TrimStart();
        before = before[TextCut.Length(before, Math.Max(before.Length - Before, 0))..];
        after = (after.IndexOf(ReportText.Border) is >= 0 and var border ? after[..border] : after).Replace('\n', ' ').TrimEnd();
        return (before, match, TextCut.Beginning(after, Math.Max(Longest - before.Length - match.Length, 0)));
    }

    // Where so many characters from a place on end.
    private static int Units(string text, int from, int characters)
    {
        for (; characters > 0 && from < text.Length; characters--)
        {
            from += char.IsHighSurrogate(text[from]) && from + 1 < text.Length ? 2 : 1;
        }

        return from;
    }
}
