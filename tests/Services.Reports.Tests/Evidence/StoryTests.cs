using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Making;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class StoryTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 19, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Apple beats estimates in third quarter", "Apple beats estimates in third quarter")]
    [InlineData("Apple beats estimates in third quarter", "UPDATE 1-Apple beats estimates in third quarter")]
    [InlineData("Apple beats estimates in third quarter", "Apple beats estimates in third quarter - Example News")]
    [InlineData("央行宣布下调存款准备金率", "快讯：央行宣布下调存款准备金率")]
    public void One_story_of_two_feeds_is_told_once(string a, string b) => Assert.True(Is(Of(a, "A"), Of(b, "B")));

    [Theory]
    [InlineData("Apple shares rise after third quarter", "Apple shares fall after third quarter")]
    [InlineData("Apple to cut jobs by a round 1", "Apple to cut jobs by a round 1000")]
    [InlineData("苹果收购小公司某某科技", "否认苹果收购小公司某某科技")]
    [InlineData("Gold rises", "Gold rises and silver falls")]
    [InlineData("📈", "📉")]
    [InlineData("Apple beats estimates in third quarter", "Apple beats estimates in third quarter, and here is what else happened on this day")]
    public void Two_stories_stay_two(string a, string b) => Assert.False(Is(Of(a, "A"), Of(b, "B")));

    [Fact]
    public void What_one_feed_says_twice_is_two_pieces_unless_they_lead_to_one_page()
    {
        var page = new Headline("Morning briefing of the markets", new Uri("https://news.example.com/1?utm_source=a"), At, "A");

        Assert.False(Is(page, page with { Link = new Uri("https://news.example.com/2") }));
        Assert.True(Is(page, page with { Title = "Another title", Link = new Uri("https://news.example.com/1?utm_source=b#top") }));
        Assert.False(Is(page, page with { Source = "B", Link = null, Published = At.AddDays(3) }));
    }

    [Fact]
    public void The_other_feeds_of_a_story_are_named_once_each()
    {
        const string Title = "Apple beats estimates in third quarter";

        var chosen = Assert.Single(HeadlineChoice.Of([Of(Title, "A"), Of(Title, "B"), Of(Title + " - B", "B"), Of(Title, "C")], Followed.Nothing, 10, At));

        Assert.Equal(("A", "B, C"), (chosen.Source, string.Join(", ", chosen.Also!)));
    }

    private static bool Is(Headline a, Headline b) => new Story(a).Is(new Story(b));

    private static Headline Of(string title, string source) => new(title, new Uri($"https://{source}.example.com/{title.Length}"), At, source);
}
