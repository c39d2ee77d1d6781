namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>Ill-formed feeds, and documents that are none.</summary>
internal static class DamagedFeeds
{
    private const string Says = "not well-formed XML (line ";
    private const string Start = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Sample</title>";
    private const string End = "</channel></rss>";
    private static readonly CorpusItem A = new("A", "http://news.example/a");
    private static readonly CorpusItem B = new("B", "http://news.example/b");
    private static readonly string ItemA = Item("A", "a");
    private static readonly string ItemB = Item("B", "b");

    public static IEnumerable<FeedDocument> All() =>
    [
        FeedDocument.Damaged("a control character in a title", Start + Item("A\u001E", "a") + ItemB + End, Says + "2)", A, B),
        FeedDocument.Damaged("a reference to a control character", Start + Item("A&#x1e;", "a") + ItemB + End, Says, A, B),
        FeedDocument.Damaged("a bare ampersand in a title", Start + Item("A & more", "a") + ItemB + End, Says, A with { Title = "A & more" }, B),
        FeedDocument.Damaged("a bare ampersand in a link", Start + Item("A", "a?x=1&y=2") + ItemB + End, Says, A with { Link = "http://news.example/a?x=1&y=2" }, B),
        FeedDocument.Damaged("entities of HTML", Start + Item("A&nbsp;caf&eacute;", "a") + End, Says, A with { Title = "A café" }),
        FeedDocument.Damaged("an entity of nobody", Start + Item("A &nosuch; b", "a") + End, Says, A with { Title = "A &nosuch; b" }),
        FeedDocument.Damaged("cut off within a title", Start + ItemA + "<item><title>Half of a tit", Says, A),
        FeedDocument.Damaged("cut off within a tag", Start + ItemA + "<item><title>B</title><link", Says, A, new CorpusItem("B")),
        FeedDocument.Damaged("cut off within an item", Start + ItemA + "<item><title>B</title>", Says, A, new CorpusItem("B")),
        FeedDocument.Damaged("cut off after an item", Start + ItemA + ItemB, Says, A, B),
        FeedDocument.Damaged("cut off within character data", Start + ItemA + "<item><title>B</title><description><![CDATA[half", Says, A, new CorpusItem("B")),
        FeedDocument.Damaged("a word before the declaration", "junk " + Start + ItemA + End, Says + "1)", A),
        FeedDocument.Damaged("a warning of a program before the declaration", "<br />\n<b>Warning</b>: something in <b>/x.php</b><br />\n" + Start + ItemA + End, Says + "1)", A),
        FeedDocument.Of("an empty line before the declaration", "\n" + Start + ItemA + End, A),
        FeedDocument.Damaged("words after the end", Start + ItemA + End + "junk", Says, A),
        FeedDocument.Damaged("tags after the end", Start + ItemA + End + "<script>x</script>", Says, A),
        FeedDocument.Damaged("a title that is not closed", Start + "<item><title>A<link>http://news.example/a</link></item>" + ItemB + End, Says, A, B),
        FeedDocument.Damaged("an item that is not closed", Start + "<item><title>A</title><link>http://news.example/a</link>" + ItemB + End, Says, A, B),
        FeedDocument.Damaged("markup in a title that is not closed", Start + "<item><title>A<br></title><link>http://news.example/a</link></item>" + ItemB + End, Says, A, B),
        FeedDocument.Damaged("tags closed in the wrong order", Start + "<item><title><b>A</title></b><link>http://news.example/a</link></item>" + ItemB + End, Says, A, B),
        FeedDocument.Damaged("an end tag of nothing", Start + ItemA + "</p>" + ItemB + End, Says, A, B),
        FeedDocument.Damaged("a less-than sign in a title", Start + Item("A < c", "a") + End, Says, A with { Title = "A < c" }),
        FeedDocument.Damaged("an attribute without quotes", Start + "<item><title type=html>A</title><link>http://news.example/a</link></item>" + End, Says, A),
        FeedDocument.Damaged("an attribute twice", Start + "<item x=\"1\" x=\"2\"><title>A</title><link>http://news.example/a</link></item>" + End, Says, A),
        FeedDocument.Damaged("a prefix that nothing declares", Start + "<item><title>A</title><link>http://news.example/a</link><dc:date>2026-11-24</dc:date><media:title>x</media:title></item>" + End, Says, A with { Published = "2026-11-24T00:00:00Z" }),
        FeedDocument.Damaged("two dashes in a comment", Start + "<!-- a -- b -->" + ItemA + End, Says, A),
        FeedDocument.Damaged("an Atom feed that breaks off", "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>A</title><link href=\"http://news.example/a\"/></entry><entry><title>B", Says, A),
        FeedDocument.Damaged("a JSON feed that breaks off", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"title\":\"A\",\"url\":\"http://news.example/a\"},{\"id\":\"2\",\"ti", "not well-formed JSON", A),
        FeedDocument.Damaged("line ends within texts of JSON", "{\"version\":\"https://jsonfeed.org/version/1\",\n\"items\":[{\"title\":\"A\nand\tb\"},\n{\"title\":\"C\"}]}", "not well-formed JSON", new CorpusItem("A and b"), new CorpusItem("C")),
        FeedDocument.Damaged("line ends within texts of JSON that breaks off", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"title\":\"A\nb\"},{\"title\":\"C", "not well-formed JSON", new CorpusItem("A b")),
        FeedDocument.Damaged("the halves of a character in references", Start + Item("A&#xD83D;&#xDE00;&#55357;&#56832;", "a") + End, Says, A with { Title = "A😀😀" }),
        FeedDocument.Damaged("half of a character in a reference", Start + Item("A&#xD83D;b", "a") + End, Says, A with { Title = "Ab" }),
        FeedDocument.Damaged("an item in capitals that is not closed", "<RSS><CHANNEL><ITEM><TITLE>A<ITEM><TITLE>B &</TITLE></ITEM></CHANNEL></RSS>", Says, new CorpusItem("A"), new CorpusItem("B &")),
        FeedDocument.Of("an instruction with a tag's end in it", "<?xml version=\"1.0\"?><?style href=\"a>b\"?><rss><channel>" + ItemA + End, A),
        FeedDocument.Of("an entry by itself", "<entry xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title><link href=\"http://news.example/a\"/></entry>", A),
        FeedDocument.Of("half a surrogate pair in JSON", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"title\":\"\\ud83d\",\"content_text\":\"A\"},{\"id\":2,\"title\":\"B\"}]}", new CorpusItem("A"), new CorpusItem("B")),
        FeedDocument.Of("the document type of RSS 0.91", "<?xml version=\"1.0\"?><!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://127.0.0.1:9/rss-0.91.dtd\">\n<rss version=\"0.91\"><channel>" + ItemA + End, A),
        FeedDocument.Of("RSS without rss", "<channel><title>Sample</title>" + ItemA + "</channel>", A),
        FeedDocument.Of("no items", Start + End),
        new FeedDocument("a few bytes that are no characters", [.. "<rss><channel><item><title>Gr"u8, 0xFC, .. "n ist kühl, schön, größer, öfter, älter, übel, süß</title></item></channel></rss>"u8], null, [new CorpusItem("Gr\uFFFDn ist kühl, schön, größer, öfter, älter, übel, süß")], "some of its bytes"),
        new FeedDocument("an encoding that nothing names", [.. "<rss><channel><item><title>"u8, 0xD0, 0xF3, 0xE1, 0xEB, 0xFC, .. "</title></item></channel></rss>"u8], null, null, "its characters are not utf-8"),
        new FeedDocument("a declaration of UTF-16 above UTF-8", "<?xml version=\"1.0\" encoding=\"utf-16\"?><rss><channel><item><title>é</title></item></channel></rss>"u8.ToArray(), null, [new CorpusItem("é")]),
        new FeedDocument("a header of Latin-1 above a declared UTF-8", "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><item><title>é</title></item></channel></rss>"u8.ToArray(), "ISO-8859-1", [new CorpusItem("é")]),
        new FeedDocument("a charset that does not exist", "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><item><title>é</title></item></channel></rss>"u8.ToArray(), "none-such", [new CorpusItem("é")]),
        FeedDocument.Refused("many laughs", "<!DOCTYPE l [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;\">]><rss><channel><item><title>&m;</title></item></channel></rss>", "has a document type that declares its own entities"),
        FeedDocument.Refused("an entity of a file", "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><item><title>&x;</title></item></channel></rss>", "has a document type that declares its own entities"),
        FeedDocument.Refused("an entity of a parameter", "<!doctype rss [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]><rss/>", "has a document type that declares its own entities"),
        FeedDocument.Refused("depth", "<rss>" + string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000)) + "</rss>", "is nested deeper than 64 levels"),
        FeedDocument.Refused("depth that is not closed", "<rss>" + string.Concat(Enumerable.Repeat("<a>", 100_000)), "is nested deeper than 64 levels"),
        FeedDocument.Refused("a web page", "<!DOCTYPE html><html><head><title>Sign in</title></head></html>", "is a web page"),
        FeedDocument.Refused("a web page without a document type", "<html><body><p>x</body></html>", "is a web page"),
        FeedDocument.Refused("nothing", "", "is empty"),
        FeedDocument.Refused("spaces", " \n ", "is empty"),
        FeedDocument.Refused("words", "not found", "is neither RSS nor Atom nor JSON Feed"),
        FeedDocument.Refused("other XML", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "is neither RSS nor Atom nor JSON Feed"),
        FeedDocument.Refused("other JSON", "{\"error\":\"no\"}", "is JSON, but no JSON Feed"),
        FeedDocument.Refused("a JSON list", "[1]", "is JSON, but no JSON Feed"),
    ];

    private static string Item(string title, string page) => $"<item><title>{title}</title><link>http://news.example/{page}</link></item>";
}
