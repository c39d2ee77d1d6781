using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Evidence.News;

namespace Nanobot.Services.Reports.Making;

/// <summary>Chooses a report's headlines: those that name what the user follows or asked for first, then the newest; what is dated in the future stands last.</summary>
internal static class HeadlineChoice
{
    private const int Maximum = 10;

    public static IReadOnlyList<Headline> Of(IEnumerable<Headline> headlines, Watchlist watchlist, IReadOnlyList<string> focusAreas, DateTimeOffset now)
    {
        List<string> terms =
        [
            .. new[] { watchlist.Stocks, watchlist.Influencers, watchlist.Keywords, watchlist.Sectors, focusAreas }
                .SelectMany(static list => list ?? []).Select(static term => term.Trim()).Where(static term => term.Length > 0),
        ];
        return
        [
            .. headlines.DistinctBy(static headline => (headline.Title, headline.Link))
                .OrderBy(headline => HeadlineOrder.IsAhead(headline.Published, now))
                .ThenByDescending(headline => terms.Exists(term => Names(headline.Title, term)))
                .ThenByDescending(static headline => headline.Published ?? DateTimeOffset.MinValue)
                .Take(Maximum),
        ];
    }

    /// <summary>Whether a title has a term, as a word of its own: "AI" is not in "said". Scripts without spaces have no such borders.</summary>
    public static bool Names(string title, string term)
    {
        for (var at = title.IndexOf(term, StringComparison.OrdinalIgnoreCase); at >= 0; at = title.IndexOf(term, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + term.Length;
            if (!(at > 0 && Joins(title[at - 1], term[0])) && !(end < title.Length && Joins(title[end], term[^1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Joins(char a, char b) => char.IsAsciiLetterOrDigit(a) && char.IsAsciiLetterOrDigit(b);
}
