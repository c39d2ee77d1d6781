using System.Collections.Frozen;
using AngleSharp.Html.Parser;

namespace Nanobot.Platform.Web.Reading;

/// <summary>What HTML's elements are to whoever reads a page.</summary>
internal static class HtmlElements
{
    private static readonly FrozenSet<string> Unread = Set(
        "script", "style", "noscript", "template", "svg", "math", "iframe", "frameset", "object", "applet", "canvas", "audio", "video", "map", "select", "datalist", "textarea", "noembed", "noframes");

    private static readonly FrozenSet<string> Furniture = Set("nav", "footer", "aside", "menu", "dialog", "button");

    private static readonly FrozenSet<string> Blocks = Set(
        "address", "article", "blockquote", "body", "center", "details", "div", "dd", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "li", "main", "nav", "aside", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "caption");

    private static readonly FrozenSet<string> Apart = Set("p", "blockquote", "pre", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "figure", "section", "article");

    private static readonly FrozenSet<string> Empty = Set(
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame", "keygen", "basefont", "bgsound");

    /// <summary>Whether what is in it is for no reader.</summary>
    public static bool IsUnread(string name) => Unread.Contains(name);

    /// <summary>Whether it is around what the page is about.</summary>
    public static bool IsFurniture(string name) => Furniture.Contains(name);

    /// <summary>Whether it stands on lines of its own.</summary>
    public static bool IsBlock(string name) => Blocks.Contains(name);

    /// <summary>Whether there is an empty line around it.</summary>
    public static bool IsApart(string name) => Apart.Contains(name);

    /// <summary>Whether there is nothing in it, and no tag that ends it.</summary>
    public static bool IsEmpty(string name) => Empty.Contains(name);

    /// <summary>Whether it holds what the page is about.</summary>
    public static bool IsMain(string name) => name is "main" or "article";

    /// <summary>How what is in it is to be read.</summary>
    public static HtmlParseMode ContentOf(string name) => name switch
    {
        "title" or "textarea" => HtmlParseMode.RCData,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "script" => HtmlParseMode.Script,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => HtmlParseMode.PCData,
    };

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
