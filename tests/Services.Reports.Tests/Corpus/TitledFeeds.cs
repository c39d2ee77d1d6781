namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>The titles of feeds: markup, entities, and none at all.</summary>
internal static class TitledFeeds
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 30));

    private static readonly (string Title, string Shown)[] Rss =
    [
        ("AT&amp;T up", "AT&T up"), ("AT&amp;amp;T up", "AT&T up"), ("AT&amp;amp;amp;T up", "AT&T up"), ("&lt;b&gt;Oil&lt;/b&gt; falls", "Oil falls"), ("<![CDATA[<i>Oil</i> &amp; gas]]>", "Oil & gas"),
        ("<![CDATA[5 < 6 and 7 > 6]]>", "5 < 6 and 7 > 6"), ("Vec&lt;T&gt; explained", "Vec<T> explained"), ("Caf&#233; &#8212; &amp;#8220;open&amp;#8221;", "Café — “open”"), ("It&#146;s up", "It’s up"),
        ("&amp;eacute;lan &amp;nbsp; &amp;hellip;", "élan …"), ("  A\n\t  b  ", "A b"), ("one&lt;br/&gt;two", "one two"), ("x&lt;script&gt;alert(1)&lt;/script&gt;y", "xy"), ("&lt;img src=x onerror=alert(1)&gt;gold", "gold"),
        ("a\u202Eb\u2066c", "abc"), ("نیم\u200Cفاصله", "نیم\u200Cفاصله"), ("👩‍👩‍👧 family", "👩‍👩‍👧 family"), ("&lt;!-- note --&gt;Zinc", "Zinc"), ("&lt;a href=\"x\"&gt;Lead", "Lead"), ("Steel <em xmlns=\"\">falls</em>", "Steel falls"),
    ];

    private static readonly (string Element, string Shown)[] Atom =
    [
        ("<title type=\"html\">AT&amp;amp;T &lt;b&gt;rises&lt;/b&gt;</title>", "AT&T rises"), ("<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Steel <em>falls</em></div></title>", "Steel falls"),
        ("<title>Plain &lt;b&gt; text</title>", "Plain <b> text"), ("<title type=\"text\">AT&amp;amp;T</title>", "AT&T"), ("<title type=\"TEXT/HTML\">a &lt;i&gt;b&lt;/i&gt;</title>", "a b"),
        ("<title type=\"xhtml\"><h:div xmlns:h=\"http://www.w3.org/1999/xhtml\">one<h:br/>two</h:div></title>", "one two"), ("<title type=\"html\"><![CDATA[x &lt; y]]></title>", "x < y"),
        ("<title></title><summary>What it says</summary>", "What it says"), ("<content type=\"html\">&lt;p&gt;Only&lt;/p&gt;&lt;p&gt;content&lt;/p&gt;</content>", "Only content"),
    ];

    public static IEnumerable<FeedDocument> All() =>
    [
        .. Rss.Select(static title => FeedDocument.Of($"the RSS title '{title.Title.ReplaceLineEndings(" ")}'", Item($"<title>{title.Title}</title>"), new CorpusItem(title.Shown))),
        .. Atom.Select(static title => FeedDocument.Of($"the Atom title '{title.Element}'",
            $"<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Sample</title><entry>{title.Element}</entry></feed>", new CorpusItem(title.Shown))),
        FeedDocument.Of("no title but a description", Item("<description>Just a note on lead</description>"), new CorpusItem("Just a note on lead")),
        FeedDocument.Of("an empty title and a description with markup", Item("<title/><description>&lt;p&gt;Empty &lt;b&gt;title&lt;/b&gt;&lt;/p&gt;</description>"), new CorpusItem("Empty title")),
        FeedDocument.Of("a title of an image alone", Item("<title>&lt;img src='x'/&gt;</title><description>Words</description>"), new CorpusItem("Words")),
        // 11 UTF-16 units each: ten of them fit below 120 with the ellipsis.
        FeedDocument.Of("a long description of families", Item($"<description>{Long}</description>"), new CorpusItem(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 10)) + "…")),
        FeedDocument.Of("a title of another vocabulary alone", Item("<m:title xmlns:m=\"http://search.yahoo.com/mrss/\">What is in it</m:title>"), new CorpusItem("What is in it")),
        FeedDocument.Of("a title of another vocabulary beside a description", Item("<m:title xmlns:m=\"http://search.yahoo.com/mrss/\">A picture</m:title><description>Words</description>"), new CorpusItem("Words")),
        FeedDocument.Of("neither title nor description", Item("<link>http://news.example/a</link>")) with { Says = "1 without a title or text left out" },
    ];

    private static string Item(string content) => $"<rss version=\"2.0\"><channel><title>Sample</title><item>{content}</item></channel></rss>";
}
