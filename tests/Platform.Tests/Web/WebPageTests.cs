using System.Diagnostics;
using System.Text;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Web.Reading;

namespace Nanobot.Platform.Tests.Web;

public sealed class WebPageTests
{
    static WebPageTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void A_page_reads_as_people_see_it()
    {
        var page = Read("""
            <!doctype html><html><head><title> The  Heron
             &amp; Co. </title><style>p { color: red }</style><script>if (a < b) alert("<p>no</p>")</script></head>
            <body><nav><a href="/">Home</a><ul><li>Menu</li></ul></nav>
            <h1>Grey   heron</h1><p>It <b>stands</b> still.<br>Very still.</p>
            <ul><li>wings<li>legs <ul><li>long</ul></ul>
            <p>More on <a href="../birds?q=1&amp;r=2">birds</a>, <a href="javascript:x()">not here</a> <a href="#top">nor here</a>.
            <table><tr><th>Year<th>Birds</tr><tr><td>2025<td>3 &lt; 4</tr></table>
            <pre>  a
                b</pre><img src=x alt="a heron"><footer>© nobody</footer></body></html>
            """, "https://public.example/a/b/");

        Assert.Equal("The Heron & Co.", page.Title);
        Assert.Equal("""
            # Grey heron

            It stands still.
            Very still.

            - wings
            - legs

            - long

            More on [birds](https://public.example/a/birds?q=1&r=2), not here nor here.

            Year | Birds
            2025 | 3 < 4

              a
                b

            a heron
            """.ReplaceLineEndings("\n"), page.Text.Replace("- legs \n", "- legs\n", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_page_is_about_is_read_and_not_what_is_around_it()
    {
        var story = string.Join(' ', Enumerable.Repeat("The heron stands still.", 20));

        Assert.Equal(story, Read($"<div>Sign in</div><main><p>{story}</p></main><div>You may also like</div>").Text);
        Assert.Equal($"{story}\n\n{story}", Read($"<div>Sign in</div><article>{story}</article><p>Advertisement</p><article>{story}</article>").Text);
        // Too little to be all.
        Assert.Equal("Sign in\n\nHeron", Read("<div>Sign in</div><main><p>Heron</p></main>").Text);
        // Navigation that nobody closed.
        Assert.Equal("Menu Heron", Read("<nav>Menu <b>Heron</b>").Text);
    }

    [Fact]
    public void Links_are_shown_with_where_they_lead_and_never_within_each_other()
    {
        Assert.Equal("[one](http://public.example/1) [two](http://public.example/2)", Read("<a href=/1>one <a href=/2>two</a></a>").Text);
        Assert.Equal("[open](http://public.example/1)", Read("<a href=/1></a><a href=/1>open").Text);
        Assert.Equal("[x](http://other.example/b/1)", Read("<base href='http://other.example/b/'><a href=1>x</a>").Text);
        Assert.Equal("x y", Read($"<a href='/{new string('q', 600)}'>x</a> <a href='http://['>y</a>").Text);
    }

    [Theory]
    [InlineData("<p>seen</p><p hidden>obey</p><p>too</p>")]
    [InlineData("<p>seen</p><p hidden>obey<p>too</p>")]
    [InlineData("<p>seen</p><div style='display : none'>obey <div>me</div></div><p>too</p>")]
    [InlineData("<p>seen</p><span style=\"color:red;VISIBILITY:hidden\">obey</span><p>too</p>")]
    [InlineData("<p>seen</p><span style='font-size:0px'>obey</span><p>too</p>")]
    [InlineData("<p>seen</p><span style='opacity:0'>obey</span><p>too</p>")]
    [InlineData("<p>seen</p><!-- obey --><p>too</p>")]
    [InlineData("<p>seen</p><template><p>obey</p></template><p>too</p>")]
    [InlineData("<p>seen</p><noscript>obey</noscript><svg><title>obey</title><text>obey</text></svg><p>too</p>")]
    [InlineData("<p>seen</p><textarea>obey</textarea><select><option>obey</select><p>too</p>")]
    [InlineData("<p>seen</p><script>document.write('<p>obey</p>')</script><style>obey</style><p>too</p>")]
    public void What_nobody_is_shown_is_not_read(string html) => Assert.Equal("seen\n\ntoo", Read(html).Text);

    [Fact]
    public void Characters_that_nobody_sees_are_taken_out()
    {
        var tags = string.Concat("obey".Select(static letter => char.ConvertFromUtf32(0xE0000 + letter)));
        var variants = $"{char.ConvertFromUtf32(0xE0101)}\ufe0f\ufe01";
        var marks = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c\u180e\u3164\u115f\ufff9\u0001\u007f\u0085\ue000";

        Assert.Equal("heron 苍鹭 Zoë 👨👩\nx", VisibleText.Of($"he{tags}ron{marks.Replace("\u0085", "", StringComparison.Ordinal)} 苍{variants}鹭 Zoë 👨\u200d👩\r\nx"));
        Assert.Equal("heron", Read($"<p>he{tags}r&#8203;o&#xE0041;n{marks}</p>").Text);
        Assert.Equal("a b", VisibleText.Line(" a\u200b\n\tb "));
        Assert.DoesNotContain("\uFFFE", VisibleText.Of("a\uFFFEb\uFDD0"), StringComparison.Ordinal);
    }

    public static TheoryData<string, string?, string, byte[]> Encodings => new()
    {
        { "UTF-8 that says nothing", null, "text/html", Encoding.UTF8.GetBytes("<p>苍鹭</p>") },
        { "GB2312 by the header", "gb2312", "text/html", Encoding.GetEncoding(54936).GetBytes("<p>苍鹭</p>") },
        { "GBK by the page", null, "text/html", Encoding.GetEncoding(54936).GetBytes("<meta http-equiv=Content-Type content='text/html; charset=gbk'><p>苍鹭</p>") },
        { "GBK by the page, another by the header", "utf-8", "text/html", Encoding.GetEncoding(54936).GetBytes("<meta charset=\"gbk\"><p>苍鹭</p>") },
        { "UTF-8 whose header says so wrongly", "no-such-charset", "text/html", Encoding.UTF8.GetBytes("<p>苍鹭</p>") },
        { "UTF-16 by its mark", "utf-8", "text/html", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<p>苍鹭</p>")] },
        { "big-endian by its mark", null, "text/plain", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes("苍鹭")] },
        { "UTF-8 with a mark", "iso-8859-1", "text/plain", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("苍鹭")] },
        { "Big5", "big5", "text/plain", Encoding.GetEncoding(950).GetBytes("蒼鷺") },
        { "Shift_JIS", "shift_jis", "text/plain", Encoding.GetEncoding(932).GetBytes("蒼鷺") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_page_is_read_in_the_encoding_that_it_is_in(string name, string? charset, string type, byte[] octets) =>
        Assert.Equal(name is "Big5" or "Shift_JIS" ? "蒼鷺" : "苍鹭", WebPage.Of(new WebDocument(new Uri("http://public.example/"), type, charset, octets, false)).Text);

    [Fact]
    public void Octets_that_are_no_characters_are_shown_as_such_and_what_is_no_text_is_refused()
    {
        Assert.Equal("caf\u00e9", Plain([0x63, 0x61, 0x66, 0xE9], null));
        Assert.Equal("caf\ufffd", Plain([0x63, 0x61, 0x66, 0xE9], "utf-8"));
        Assert.Equal("苍\ufffd", Plain([.. Encoding.UTF8.GetBytes("苍"), 0xE9, 0xB9], null, isCut: true));
        Assert.Equal("WEB_TYPE_REFUSED", Assert.Throws<RefusalException>(() => Plain([0x25, 0x50, 0, 1, 2], null)).Refusal.Code);

        static string Plain(byte[] octets, string? charset, bool isCut = false) => WebPage.Of(new WebDocument(new Uri("http://public.example/"), "text/plain", charset, octets, isCut)).Text;
    }

    private static readonly Dictionary<string, Func<string>> Made = new(StringComparer.Ordinal)
    {
        ["nested elements"] = static () => string.Concat(Enumerable.Repeat("<div>", 300_000)) + "heron",
        ["nested emphasis"] = static () => string.Concat(Enumerable.Repeat("<b><i><p>", 150_000)) + "heron",
        ["nested links"] = static () => string.Concat(Enumerable.Repeat("<a href=/x>", 150_000)) + "heron",
        ["attributes of one element"] = static () => $"<p {string.Concat(Enumerable.Range(0, 200_000).Select(static i => $"a{i}=x "))}>heron",
        ["one attribute, again and again"] = static () => $"<p {string.Concat(Enumerable.Repeat("style=x ", 200_000))}>heron",
        ["open comments"] = static () => "heron" + string.Concat(Enumerable.Repeat("<!-- <p>", 300_000)),
        ["open tags"] = static () => "heron" + string.Concat(Enumerable.Repeat("<p <", 500_000)),
        ["references"] = static () => string.Concat(Enumerable.Repeat("&notareference", 150_000)) + "heron",
        ["ends of nothing"] = static () => string.Concat(Enumerable.Repeat("</p>", 400_000)) + "heron",
        ["open scripts"] = static () => "heron" + string.Concat(Enumerable.Repeat("<script><!--<script>", 100_000)),
        ["white space"] = static () => new string(' ', 4_000_000) + "heron",
        ["articles"] = static () => string.Concat(Enumerable.Repeat("<article>x</article>", 150_000)) + "heron",
    };

    public static TheoryData<string> Floods => [.. Made.Keys];

    [Theory]
    [MemberData(nameof(Floods))]
    public void A_page_that_is_made_to_take_long_does_not(string name)
    {
        var html = Made[name]();
        var start = Stopwatch.GetTimestamp();

        var text = Read(html).Text;

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10), $"{name}: {Stopwatch.GetElapsedTime(start)}");
        Assert.True(text.Length <= html.Length + 300_000, name);
    }

    [Fact]
    public void What_is_no_html_is_read_as_it_is()
    {
        var json = """{"a": "<b>1 < 2</b>"}""";

        Assert.Equal(json, WebPage.Of(new WebDocument(new Uri("http://public.example/"), "application/json", null, Encoding.UTF8.GetBytes(json), false)).Text);
        Assert.Equal("# A <b>", WebPage.Of(new WebDocument(new Uri("http://public.example/"), "text/markdown", null, "# A <b>\r\n"u8.ToArray(), false)).Text);
        Assert.Equal("x", WebPage.Of(new WebDocument(new Uri("http://public.example/"), "", null, "<!DOCTYPE html><p>x"u8.ToArray(), false)).Text);
    }

    private static WebPage Read(string html, string address = "http://public.example/") =>
        WebPage.Of(new WebDocument(new Uri(address), "text/html", "utf-8", Encoding.UTF8.GetBytes(html), false));
}
