namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>The links of feeds: relative, missing, doubled, and those that nobody should follow.</summary>
internal static class LinkedFeeds
{
    private static readonly (string Item, string? Link)[] Rss =
    [
        ("<link>http://news.example/a</link>", "http://news.example/a"), ("<link>\n  http://news.example/a\n </link>", "http://news.example/a"), ("<link>/news/1</link>", "http://news.example/news/1"),
        ("<link>news/1</link>", "http://news.example/dir/news/1"), ("<link>?id=1</link>", "http://news.example/dir/?id=1"), ("<link>//cdn.example/x</link>", "http://cdn.example/x"),
        ("<link/><guid>http://news.example/guid</guid>", "http://news.example/guid"), ("<guid isPermaLink=\"true\">/g/1</guid>", "http://news.example/g/1"), ("<guid isPermaLink=\"false\">http://news.example/guid</guid>", null),
        ("<guid isPermaLink=\" FALSE \">http://news.example/guid</guid>", null), ("<guid>tag:news,1</guid>", null), ("<guid>42</guid>", null), ("<link>javascript:alert(1)</link>", null), ("<link>JaVaScRiPt:alert(1)</link>", null),
        ("<link>java\nscript:alert(1)</link>", null), ("<link>data:text/html,x</link>", null), ("<link>file:///etc/passwd</link>", null), ("<link>https://user:secret@news.example/</link>", null), ("<link>mailto:a@b.example</link>", null),
        ("<link>javascript:x</link><guid>http://news.example/ok</guid>", "http://news.example/ok"), ("<link>http://news.example/a?x=1&amp;amp;y=2</link>", "http://news.example/a?x=1&y=2"),
        ("<link href=\"http://news.example/attr\"/>", "http://news.example/attr"), ("<a:link xmlns:a=\"http://www.w3.org/2005/Atom\" rel=\"self\" href=\"http://news.example/self\"/>", null),
        ("<a:link xmlns:a=\"http://www.w3.org/2005/Atom\" href=\"http://news.example/atom\"/>", "http://news.example/atom"), ("<link xml:base=\"http://other.example/d/\">x</link>", "http://other.example/d/x"), ("<link>www.news.example/x</link>", "http://www.news.example/x"),
    ];

    private static readonly (string Entry, string? Link)[] Atom =
    [
        ("<link href=\"1.html\"/>", "http://feeds.example/news/1.html"), ("<link rel=\"enclosure\" href=\"http://news.example/a.mp3\"/><link rel=\"alternate\" href=\"http://news.example/a\"/>", "http://news.example/a"),
        ("<link type=\"application/json\" href=\"http://news.example/a.json\"/><link type=\"text/html\" href=\"http://news.example/a\"/>", "http://news.example/a"),
        ("<link rel=\"edit\" href=\"http://news.example/edit\"/>", null), ("<link href=\"javascript:alert(1)\"/>", null), ("<link xml:base=\"/deep/\" href=\"1\"/>", "http://feeds.example/deep/1"), ("<link rel=\"\" href=\"/a\"/>", "http://feeds.example/a"),
    ];

    public static IEnumerable<FeedDocument> All() =>
    [
        .. Rss.Select(static item => FeedDocument.Of($"the RSS link '{item.Item.ReplaceLineEndings(" ")}'",
            $"<rss version=\"2.0\"><channel><title>Sample</title><link>http://news.example/dir/</link><item><title>t</title>{item.Item}</item></channel></rss>", new CorpusItem("t", item.Link))),
        .. Atom.Select(static entry => FeedDocument.Of($"the Atom link '{entry.Entry}'",
            $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Sample</title><entry><title>t</title>{entry.Entry}</entry></feed>", new CorpusItem("t", entry.Link))),
        FeedDocument.Of("a relative link without a channel's", "<rss version=\"2.0\"><channel><item><title>t</title><link>/1</link></item></channel></rss>", new CorpusItem("t", "http://feeds.example/1")),
        FeedDocument.Of("bases within bases", "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"http://a.example/x/\"><entry xml:base=\"y/\"><title>t</title><link href=\"z\"/></entry></feed>", new CorpusItem("t", "http://a.example/x/y/z")),
        FeedDocument.Of("a base of another scheme", "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"javascript:x\"><entry><title>t</title><link href=\"z\"/></entry></feed>", new CorpusItem("t", "http://feeds.example/news/z")),
        FeedDocument.Of("oldest first", Items(Dated("Old", 1), Dated("Middle", 2), Dated("New", 3)), At("New", 3), At("Middle", 2), At("Old", 1)),
        FeedDocument.Of("one dated far ahead", Items("<title>Slip</title><pubDate>Fri, 24 Nov 2062 09:00:00 GMT</pubDate>", Dated("New", 3)), At("New", 3), new CorpusItem("Slip", null, "2062-11-24T09:00:00Z")) with { Says = "1 dated in the future stands last" },
        FeedDocument.Of("an undated one between", Items("<title>Undated</title>", Dated("New", 3)), At("New", 3), new CorpusItem("Undated")),
        FeedDocument.Of("the same guid twice", Items(Dated("Before", 1) + "<guid isPermaLink=\"false\">g</guid>", Dated("After", 2) + "<guid isPermaLink=\"false\">g</guid>"), At("After", 2)) with { Says = "1 with the id or link of another left out" },
        FeedDocument.Of("the same link twice", Items(Dated("Same", 1) + "<link>http://news.example/1</link>", Dated("Same", 2) + "<link>http://news.example/1</link>"), At("Same", 2) with { Link = "http://news.example/1" }),
    ];

    private static string Items(params string[] items) => $"<rss version=\"2.0\"><channel>{string.Concat(items.Select(static item => $"<item>{item}</item>"))}</channel></rss>";

    private static string Dated(string title, int day) => $"<title>{title}</title><pubDate>0{day} Nov 2026 00:00:00 GMT</pubDate>";

    private static CorpusItem At(string title, int day) => new(title, null, $"2026-11-0{day}T00:00:00Z");
}
