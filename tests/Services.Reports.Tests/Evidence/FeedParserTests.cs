using System.Text;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class FeedParserTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    private static Feed Parse(string text) => FeedParser.Parse(new SourceDocument(Encoding.UTF8.GetBytes(text), new Uri("http://feeds.example/feed.xml")), Now);

    [Fact]
    public void A_feed_says_what_it_calls_itself() =>
        Assert.Equal("Markets & more", Parse("<rss version=\"2.0\"><channel><title>Markets &amp;amp; &lt;b&gt;more&lt;/b&gt;</title></channel></rss>").Title);

    [Fact]
    public void Titles_lose_control_and_direction_characters_and_excess_length()
    {
        var title = Assert.Single(Parse($"<rss version=\"2.0\"><channel><item><title>a\u202Eb\u2066c\tdouble  {new string('x', 400)}</title></item></channel></rss>").Headlines).Title;

        Assert.StartsWith("abc double x", title, StringComparison.Ordinal);
        Assert.Equal(200, title.Length);
    }

    [Fact]
    public void The_newest_of_a_long_feed_are_kept_though_they_stand_at_its_end()
    {
        var items = string.Concat(Enumerable.Range(0, 500).Select(static i => $"<item><title>N{i}</title><pubDate>{new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(i):R}</pubDate></item>"));

        var headlines = Parse($"<rss version=\"2.0\"><channel>{items}</channel></rss>").Headlines;

        Assert.Equal(100, headlines.Count);
        Assert.Equal("N499", headlines[0].Title);
    }

    [Theory]
    [InlineData("<a b='", 300_000)]
    [InlineData("<!-- x --", 200_000)]
    [InlineData("a<!-- -->", 200_000)]
    [InlineData("<?x ", 400_000)]
    [InlineData("<title>&#", 200_000)]
    [InlineData("</b>", 400_000)]
    [InlineData("<b/>x", 300_000)]
    [InlineData("<item><title>a & b", 100_000)]
    public void What_is_built_to_be_slow_is_not(string piece, int times)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        try
        {
            Parse("<rss><channel>" + string.Concat(Enumerable.Repeat(piece, times)));
        }
        catch (MalformedFeedException exception)
        {
            Assert.Equal("is nested deeper than 64 levels", exception.Reason.En);
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
    }
}
