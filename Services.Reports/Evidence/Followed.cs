using System.Text;
using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Evidence.News;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>What a user follows or asked for, and whether a text names it.</summary>
/// <param name="Terms">Words, names and symbols, those first under which news are to be found.</param>
internal sealed record Followed(IReadOnlyList<string> Terms)
{
    /// <summary>Nothing at all.</summary>
    public static Followed Nothing { get; } = new([]);

    public static Followed Of(Watchlist watchlist, IReadOnlyList<string> focusAreas) => new(
    [
        .. new[] { focusAreas, watchlist.Stocks, watchlist.Keywords, watchlist.Influencers, watchlist.Sectors }
            .SelectMany(static list => list ?? []).Select(static term => term.Trim()).Where(static term => term.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase),
    ]);

    /// <summary>The first of them that a text names, or null.</summary>
    public string? NamedIn(string text) => Terms.FirstOrDefault(term => Names(text, term));

    /// <summary>The first of them that a headline names, or is about by the word of its sender; or null.</summary>
    public string? NamedIn(Headline headline) => Terms.FirstOrDefault(term => IsNamedIn(headline, term));

    /// <summary>Whether a headline names a term, or is about it by the word of its sender.</summary>
    public static bool IsNamedIn(Headline headline, string term) => Names(headline.Title, term) || headline.Symbols.Contains(term, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a text has a term as a word of its own: "AI" is not in "said". Scripts without spaces have no such borders.</summary>
    public static bool Names(string title, string term)
    {
        for (var at = title.IndexOf(term, StringComparison.OrdinalIgnoreCase); at >= 0; at = title.IndexOf(term, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + term.Length;
            if (!Joins(title, at) && !Joins(title, end))
            {
                return true;
            }
        }

        return false;
    }

    // Whether a word goes on over this place.
    private static bool Joins(string title, int at) => at > 0 && at < title.Length && IsOfWord(title, at - 1) && IsOfWord(title, at);

    private static bool IsOfWord(string title, int at)
    {
        var start = at > 0 && char.IsLowSurrogate(title[at]) ? at - 1 : at;
        return Rune.TryGetRuneAt(title, start, out var rune) && (Rune.IsDigit(rune) || (Rune.IsLetter(rune) && !IsWithoutSpaces(rune.Value)));
    }

    // Thai, Lao, Burmese and Khmer, kana and Han; and Hangul, whose words have endings.
    private static bool IsWithoutSpaces(int rune) => rune is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0x20000 and <= 0x3FFFF) or (>= 0xAC00 and <= 0xD7AF);
}
