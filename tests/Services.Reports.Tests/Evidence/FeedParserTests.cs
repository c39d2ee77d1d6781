using System.Text;
using Nanobot.Services.Reports.Evidence.News;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class FeedParserTests
{
    private static IReadOnlyList<Headline> Parse(string text) => FeedParser.Parse(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Rss_items_give_title_link_and_time()
    {
        var headline = Assert.Single(Parse("""
            <?xml version="1.0"?>
            <rss version="2.0"><channel><title>t</title><item>
              <title>Apple &amp; others
                 rise</title><link>https://news.example.com/a?b=1&amp;c=2</link><pubDate>Thu, 19 Nov 2026 22:00:00 GMT</pubDate>
            </item></channel></rss>
            """));

        Assert.Equal("Apple & others rise", headline.Title);
        Assert.Equal("https://news.example.com/a?b=1&c=2", headline.Link!.AbsoluteUri);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 22, 0, 0, TimeSpan.Zero), headline.Published);
    }

    [Fact]
    public void Atom_entries_give_title_alternate_link_and_time()
    {
        var headline = Assert.Single(Parse("""
            <feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title type="html">Rates &lt;b&gt;steady&lt;/b&gt;</title>
            <link rel="self" href="https://x.example.com/self"/><link href="https://x.example.com/1"/><updated>2026-11-19T10:00:00+02:00</updated></entry></feed>
            """));

        Assert.Equal("Rates <b>steady</b>", headline.Title);
        Assert.Equal("https://x.example.com/1", headline.Link!.AbsoluteUri);
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 8, 0, 0, TimeSpan.Zero), headline.Published);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    [InlineData("https://user:secret@example.com/")]
    public void A_link_to_anything_but_http_is_dropped_and_the_title_kept(string link) =>
        Assert.Null(Assert.Single(Parse($"<rss version=\"2.0\"><channel><item><title>t</title><link>{link}</link></item></channel></rss>")).Link);

    [Fact]
    public void A_feed_in_another_encoding_is_read()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding("GB2312").GetBytes("<?xml version=\"1.0\" encoding=\"GB2312\"?><rss version=\"2.0\"><channel><item><title>苹果上涨</title></item></channel></rss>");

        Assert.Equal("苹果上涨", Assert.Single(FeedParser.Parse(bytes)).Title);
    }

    [Fact]
    public void Titles_lose_control_and_direction_characters_and_excess_length()
    {
        var title = Assert.Single(Parse($"<rss version=\"2.0\"><channel><item><title>a\u202Eb\u2066c\tdouble  {new string('x', 400)}</title></item></channel></rss>")).Title;

        Assert.StartsWith("abc double x", title, StringComparison.Ordinal);
        Assert.Equal(200, title.Length);
    }

    [Fact]
    public void Billion_laughs_is_refused() => Assert.Contains("document type", Refusal("""
        <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;"><!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;">]>
        <rss version="2.0"><channel><item><title>&lol3;</title></item></channel></rss>
        """), StringComparison.Ordinal);

    [Fact]
    public void An_external_entity_is_refused() => Assert.Contains("document type", Refusal("""
        <!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>
        """), StringComparison.Ordinal);

    [Fact]
    public void A_document_type_alone_is_refused() => Assert.Contains("document type",
        Refusal("<!DOCTYPE rss SYSTEM \"http://127.0.0.1:9/x.dtd\"><rss version=\"2.0\"><channel/></rss>"), StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Contains("nested deeper",
        Refusal(string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000))), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "line 0: not well-formed XML")]
    [InlineData("<rss><channel>", "line 1: not well-formed XML")]
    [InlineData("{\"a\":1}", "line 1: not well-formed XML")]
    [InlineData("<html><body/></html>", "neither RSS 2.0 nor Atom")]
    public void What_is_no_feed_is_named(string text, string reason) => Assert.Equal(reason, Refusal(text));

    private static string Refusal(string text) => Assert.Throws<MalformedFeedException>(() => Parse(text)).Message;
}
