using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>Which headlines a rule on a word has not told of yet: those that came out behind the last that it told of, or behind its making. What has no date, or one ahead, is passed over.</summary>
internal static class NewsRules
{
    /// <summary>Looks at a rule.</summary>
    /// <returns>What is new, the newest first; none: it does not fire.</returns>
    public static (IReadOnlyList<Headline> News, RuleState State) Look(StoredRule rule, IReadOnlyList<Headline> headlines, DateTimeOffset now, TimeSpan minimumInterval)
    {
        var state = rule.State with { IsArmed = true };
        if (state.LastFiredAt + minimumInterval > now)
        {
            return ([], state);
        }

        var since = state.SeenAt ?? rule.CreatedAt;
        List<Headline> news =
        [
            .. headlines.Where(headline => headline.Published > since && !HeadlineOrder.IsAhead(headline.Published, now) && Followed.IsNamedIn(headline, rule.Keyword!))
                .DistinctBy(static headline => (headline.Title, headline.Link)).OrderByDescending(static headline => headline.Published),
        ];
        return (news, news.Count > 0 ? state with { SeenAt = news[0].Published } : state);
    }
}
