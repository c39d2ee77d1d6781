using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Nanobot.Platform.Core.Texts;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>A title or a description as it stands in a feed.</summary>
/// <param name="Source">The text, the escaping of its XML or JSON taken off.</param>
/// <param name="IsHtml">Whether it is HTML (RFC 4287, 3.1.1.2), as the texts of RSS are by custom.</param>
internal sealed partial record FeedText(string Source, bool IsHtml)
{
    // No more is looked at, so that the little that is shown never costs more than a little.
    private const int MaximumSource = 4000;
    private const int EscapedAgain = 2;

    /// <summary>One line of it without markup, at most <paramref name="maximum"/> characters.</summary>
    public string Line(int maximum)
    {
        var text = TextCut.Beginning(Source, MaximumSource);
        if (IsHtml && text.AsSpan().IndexOfAny('<', '&') >= 0)
        {
            text = WithoutMarkup(text);
        }

        // Entities that were escaped once too often.
        for (var again = 0; again < EscapedAgain && text.Contains('&', StringComparison.Ordinal); again++)
        {
            text = WebUtility.HtmlDecode(text);
        }

        return PlainText.Line(Controls().Replace(text, Windows1252), maximum);
    }

    // What looks like a tag and is none of HTML's is text: "Vec<T>", "5 < 6".
    private static string WithoutMarkup(string text)
    {
        var html = UnknownTag().Replace(text.Replace("<![CDATA[", "", StringComparison.Ordinal).Replace("]]>", "", StringComparison.Ordinal), "&lt;");
        using var document = new HtmlParser().ParseDocument(Separator().Replace(html, " $0"));
        return document.Body is { } body
            ? string.Concat(body.Descendants<IText>().Where(static node => node.ParentElement?.LocalName is not ("script" or "style" or "template" or "noscript")).Select(static node => node.Data))
            : "";
    }

    // References to controls mean the characters that Windows has in their places (HTML, 13.2.5.80).
    private static string Windows1252(Match match) => EncodingLabels.Of(1252).GetString([(byte)match.Value[0]]);

    [GeneratedRegex(@"[\u0080-\u009F]", RegexOptions.CultureInvariant)]
    private static partial Regex Controls();

    [GeneratedRegex(@"<(?=/?(?:br|p|div|li|ul|ol|dd|dt|td|th|tr|hr|h[1-6]|blockquote|section|article)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separator();

    [GeneratedRegex("""
        <(?!!--|/?(?:a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|br|button|center|cite|code|dd|del|dfn|div|dl|dt|em|embed
        |fieldset|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|kbd|label|li|link|main|map|mark|marquee|meta|nav|nobr
        |noscript|object|ol|option|p|param|picture|pre|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup
        |svg|table|tbody|td|template|textarea|tfoot|th|thead|time|tr|tt|u|ul|var|video|wbr)(?=[\s/>]|\z))
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnknownTag();
}
