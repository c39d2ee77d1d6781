using System.Text;
using DiffPlex;

namespace Nanobot.Services.Reports.Comparing;

/// <summary>
/// Words, numbers with their separators, spaces, and each other character by itself: also each of scripts without spaces, and each with the marks that join it. Together they are the text.
/// </summary>
internal sealed class WordChunker : IChunker
{
    public static WordChunker Instance { get; } = new();

    public IReadOnlyList<string> Chunk(string text)
    {
        var (words, start, kind) = (new List<string>(), 0, Kind.Single);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var next = KindOf(rune, text, at, kind);
            if (at > start && next != Kind.Mark && (next == Kind.Single || next != kind))
            {
                words.Add(text[start..at]);
                start = at;
            }

            kind = next == Kind.Mark ? kind : next;
            at += length;
        }

        if (start < text.Length)
        {
            words.Add(text[start..]);
        }

        return words;
    }

    private static Kind KindOf(Rune rune, string text, int at, Kind before) =>
        Rune.IsWhiteSpace(rune) ? Kind.Space
        : Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
            or System.Globalization.UnicodeCategory.EnclosingMark or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.ModifierSymbol ? Kind.Mark
        : Rune.IsDigit(rune) || (rune.Value is '.' or ',' && before == Kind.Word && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at - 1])) ? Kind.Word
        : Rune.IsLetter(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.OtherLetter ? Kind.Word
        : Kind.Single;

    private enum Kind
    {
        Single,
        Word,
        Space,
        Mark,
    }
}
