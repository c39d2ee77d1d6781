using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Making;

namespace Nanobot.Services.Reports.Tests.Making;

public sealed class HeadlineChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    private static Headline At(int day, string title) => new(title, null, new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void What_the_user_follows_comes_first_then_the_newest()
    {
        var chosen = HeadlineChoice.Of([At(19, "He said so"), At(1, "AI chips"), At(18, "Other"), At(2, "特斯拉交付"), At(3, "Energy up")],
            Followed.Of(new Watchlist(Keywords: ["ai"], Influencers: ["特斯拉"]), ["energy"]), 10, Now);

        Assert.Equal(["Energy up", "特斯拉交付", "AI chips", "He said so", "Other"], chosen.Select(headline => headline.Title));
    }

    [Fact]
    public void What_is_dated_in_the_future_is_shown_last_though_the_user_follows_it()
    {
        var ahead = new Headline("AI in 2062", null, new DateTimeOffset(2062, 11, 1, 0, 0, 0, TimeSpan.Zero));

        var chosen = HeadlineChoice.Of([ahead, .. Enumerable.Range(1, 8).Select(day => At(day, $"N{day}"))], Followed.Of(new Watchlist(Keywords: ["AI"]), []), 10, Now);

        Assert.Equal(ahead, chosen[^1]);
        Assert.DoesNotContain(ahead, HeadlineChoice.Of([ahead, .. Enumerable.Range(1, 10).Select(day => At(day, $"N{day}"))], Followed.Of(new Watchlist(Keywords: ["AI"]), []), 10, Now));
    }

    [Fact]
    public void The_same_news_in_two_feeds_counts_once_and_ten_are_enough()
    {
        var chosen = HeadlineChoice.Of(Enumerable.Range(1, 20).SelectMany(day => new[] { At(day, $"N{day}"), At(day, $"N{day}") }), Followed.Nothing, 10, Now);

        Assert.Equal(10, chosen.Count);
        Assert.Equal("N20", chosen[0].Title);
    }
}
