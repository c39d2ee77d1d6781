using System.Text;
using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Evidence.News;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Chooses a report's headlines, each story once: those that name what the user follows or asked for and those of whom the user follows first, then the newest; what is dated in the future
/// stands last.
/// </summary>
internal static class HeadlineChoice
{
    private const int Maximum = 10;

    // The same words weeks later are another story.
    private static readonly TimeSpan OneStory = TimeSpan.FromDays(3);

    public static IReadOnlyList<Headline> Of(IEnumerable<Headline> headlines, Watchlist watchlist, IReadOnlyList<string> focusAreas, DateTimeOffset now)
    {
        List<string> terms =
        [
            .. new[] { watchlist.Stocks, watchlist.Influencers, watchlist.Keywords, watchlist.Sectors, focusAreas }
                .SelectMany(static list => list ?? []).Select(static term => term.Trim()).Where(static term => term.Length > 0),
        ];
        var ordered = headlines
            .OrderBy(headline => HeadlineOrder.IsAhead(headline.Published, now))
            .ThenByDescending(headline => headline.Influencer is not null || terms.Exists(term => Names(headline.Title, term)))
            .ThenByDescending(static headline => headline.Published ?? DateTimeOffset.MinValue);
        return [.. Once(ordered).Take(Maximum)];
    }

    // Where several feeds carry a story the first is taken, and says who else has it.
    private static List<Headline> Once(IEnumerable<Headline> headlines)
    {
        var (stories, byTitle, byLink) = (new List<Headline>(), new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var headline in headlines)
        {
            // Titles too short to tell one from another are the same at the same place only.
            var title = StoryKey.OfTitle(headline.Title) ?? $"{headline.Title}\n{headline.Link}";
            var link = StoryKey.OfLink(headline.Link);
            var known = byTitle.TryGetValue(title, out var same) && IsOneStory(stories[same], headline) ? same
                : link is not null && byLink.TryGetValue(link, out var there) && Likeness(stories[there], headline) ? there
                : -1;
            if (known >= 0)
            {
                stories[known] = With(stories[known], headline.Source);
                continue;
            }

            byTitle.TryAdd(title, stories.Count);
            if (link is not null)
            {
                byLink.TryAdd(link, stories.Count);
            }

            stories.Add(headline);
        }

        return stories;
    }

    private static bool IsOneStory(Headline one, Headline other) => one.Published is not { } at || other.Published is not { } then || (at - then).Duration() <= OneStory;

    // Within a feed many lead to its front page; another feed's link to the same page is the same story.
    private static bool Likeness(Headline one, Headline other) => one.Source != other.Source && other.Link is { AbsolutePath.Length: > 1 } && IsOneStory(one, other);

    private static Headline With(Headline story, string? source) =>
        source is null || source == story.Source || story.AlsoIn.Contains(source) ? story : story with { AlsoIn = [.. story.AlsoIn, source] };

    // As a word of its own: "AI" is not in "said". Scripts without spaces have no such borders.
    private static bool Names(string title, string term)
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
