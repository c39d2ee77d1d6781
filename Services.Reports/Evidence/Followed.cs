using Nanobot.Contracts.Users;

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

    /// <summary>Whether a text has a term as a word of its own: "AI" is not in "said". Scripts without spaces have no such borders.</summary>
    public static bool Names(string text, string term)
    {
        for (var at = text.IndexOf(term, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(term, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + term.Length;
            if (!(at > 0 && Joins(text[at - 1], term[0])) && !(end < text.Length && Joins(text[end], term[^1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Joins(char a, char b) => char.IsAsciiLetterOrDigit(a) && char.IsAsciiLetterOrDigit(b);
}
