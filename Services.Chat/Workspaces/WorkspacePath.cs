using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// Path of a file in a workspace: relative, of segments between single slashes, none of them <c>.</c> or <c>..</c>,
/// in Unicode's composed form (NFC) so that one name is one file. It names a row, never a file of the host.
/// </summary>
internal readonly record struct WorkspacePath
{
    public const int MaximumLength = 255;
    public const string Rule =
        "must be a relative path of at most 255 characters, without empty, '.' or '..' segments, backslashes or control characters";

    private WorkspacePath(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse([NotNullWhen(true)] string? text, out WorkspacePath path)
    {
        path = default;
        if (text is not { Length: > 0 and <= MaximumLength } || text.Any(IsForbidden) || !IsWellFormed(text))
        {
            return false;
        }

        var composed = text.Normalize(NormalizationForm.FormC);
        if (composed.Length > MaximumLength || composed.Split('/').Any(static segment => !IsSegment(segment)))
        {
            return false;
        }

        path = new WorkspacePath(composed);
        return true;
    }

    public override string ToString() => Value;

    private static bool IsSegment(string segment) =>
        segment is not ("" or "." or "..") && !char.IsWhiteSpace(segment[0]) && !char.IsWhiteSpace(segment[^1]);

    // U+FFFE is no character, and what composes texts breaks on it.
    private static bool IsForbidden(char character) => character is '\\' or '\ufffe'
        // Marks that turn the reading direction can make one name look like another.
        or >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069'
        || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
