using Nanobot.Contracts.Users;
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
            new Watchlist(Keywords: ["ai"], Influencers: ["特斯拉"]), ["energy"], Now);

        Assert.Equal(["Energy up", "特斯拉交付", "AI chips", "He said so", "Other"], chosen.Select(headline => headline.Title));
    }

    [Fact]
    public void What_is_dated_in_the_future_is_shown_last_though_the_user_follows_it()
    {
        var ahead = new Headline("AI in 2062", null, new DateTimeOffset(2062, 11, 1, 0, 0, 0, TimeSpan.Zero));

        var chosen = HeadlineChoice.Of([ahead, .. Enumerable.Range(1, 8).Select(day => At(day, $"N{day}"))], new Watchlist(Keywords: ["AI"]), [], Now);

        Assert.Equal(ahead, chosen[^1]);
        Assert.DoesNotContain(ahead, HeadlineChoice.Of([ahead, .. Enumerable.Range(1, 10).Select(day => At(day, $"N{day}"))], new Watchlist(Keywords: ["AI"]), [], Now));
    }

    [Fact]
    public void The_same_news_in_two_feeds_counts_once_and_ten_are_enough()
    {
        var chosen = HeadlineChoice.Of(Enumerable.Range(1, 20).SelectMany(day => new[] { At(day, $"N{day}"), At(day, $"N{day}") }), new Watchlist(), [], Now);

        Assert.Equal(10, chosen.Count);
        Assert.Equal("N20", chosen[0].Title);
    }

    [Theory]
    [InlineData("Maï", "Maïs wird teurer", false)]
    [InlineData("Öl", "Das Öl wird teurer", true)]
    [InlineData("Öl", "Erdöl wird teurer", false)]
    [InlineData("нефть", "Нефть дорожает", true)]
    [InlineData("неф", "Нефть дорожает", false)]
    [InlineData("C++", "Why C++ stays", true)]
    [InlineData("茅台", "贵州茅台股价上涨", true)]
    [InlineData("AI", "生成式AI芯片", true)]
    [InlineData("삼성", "삼성전자가 오른다", true)]
    [InlineData("5G", "15G of data", false)]
    public void A_term_is_a_word_of_its_own_where_words_have_borders(string term, string title, bool isNamed)
    {
        var chosen = HeadlineChoice.Of([At(20, "Another"), At(1, title)], new Watchlist(Keywords: [term]), [], Now);

        Assert.Equal(isNamed ? title : "Another", chosen[0].Title);
    }

    [Fact]
    public void Whom_the_user_follows_comes_before_what_is_newer()
    {
        var own = At(1, "Thoughts on nothing") with { Influencer = "Somebody" };

        Assert.Equal(own, HeadlineChoice.Of([At(20, "Another"), own], new Watchlist(), [], Now)[0]);
    }

    [Theory]
    [InlineData("Fed holds rates steady, again", "https://a.example/1", "FED HOLDS RATES STEADY — AGAIN", "https://b.example/x", true)]
    [InlineData("央行维持利率不变，符合预期", null, "央行维持利率不变 符合预期", null, true)]
    [InlineData("Fed holds rates", "https://a.example/1?utm_source=x", "Rates are held by the Fed", "http://www.a.example/1/?fbclid=7#top", true)]
    [InlineData("Fed holds rates", "https://a.example/1?id=1", "Rates are held by the Fed", "https://a.example/1?id=2", false)]
    [InlineData("Markets", "https://a.example/1", "Markets", "https://b.example/2", false)]
    [InlineData("Fed holds rates", "https://a.example/", "Rates are held by the Fed", "https://a.example/", false)]
    public void A_story_that_several_feeds_carry_is_shown_once_and_says_who_else_has_it(string title, string? link, string other, string? otherLink, bool isOne)
    {
        Headline[] headlines = [At(19, title) with { Link = To(link), Source = "First" }, At(18, other) with { Link = To(otherLink), Source = "Second" }];

        var chosen = HeadlineChoice.Of(headlines, new Watchlist(), [], Now);

        Assert.Equal(isOne ? 1 : 2, chosen.Count);
        Assert.Equal(isOne ? ["Second"] : [], chosen[0].AlsoIn);

        static Uri? To(string? text) => text is null ? null : new Uri(text);
    }

    [Fact]
    public void The_same_words_weeks_later_are_another_story() =>
        Assert.Equal(2, HeadlineChoice.Of([At(1, "The week ahead in markets") with { Source = "A" }, At(8, "The week ahead in markets") with { Source = "A" }], new Watchlist(), [], Now).Count);
}
