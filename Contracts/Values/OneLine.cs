using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Nanobot.Contracts.Values;

/// <summary>Text of people on one line, in Unicode's composed form (NFC) and without white space around it, so that what looks alike is alike.</summary>
internal static class OneLine
{
    public static string Form(int maximum) => $"must be 1 to {maximum} characters of text on one line, without control characters";

    public static bool TryCompose([NotNullWhen(true)] string? text, int maximum, [NotNullWhen(true)] out string? composed)
    {
        composed = text?.Trim() is { } line && line.Length <= maximum && !line.Any(IsForbidden) && IsWhole(line)
            && line.Normalize(NormalizationForm.FormC) is { Length: > 0 } form && form.Length <= maximum ? form : null;
        return composed is not null;
    }

    // U+FFFE is no character, and what composes texts breaks on it.
    private static bool IsForbidden(char character) => character == '\ufffe'
        || char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    // Without halves of surrogate pairs.
    private static bool IsWhole(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var read) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            text = text[read..];
        }

        return true;
    }
}
