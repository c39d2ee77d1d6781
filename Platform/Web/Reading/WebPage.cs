using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Platform.Web.Reading;

/// <summary>A document as people read it: its text without markup, and without what nobody sees.</summary>
/// <param name="Title">What it calls itself, on one line; empty where it does not.</param>
/// <param name="Text">All of its text.</param>
public sealed record WebPage(string Title, string Text)
{
    private const int LongestTitle = 200;

    /// <summary>Reads a document.</summary>
    /// <exception cref="RefusalException">It is no text.</exception>
    internal static WebPage Of(WebDocument document)
    {
        var text = DocumentText.Of(document) ?? throw new RefusalException(WebFailures.Type);
        if (!ReadableType.IsHtml(document.MediaType) && !(document.MediaType.Length == 0 && LooksLikeHtml(text)))
        {
            return new WebPage("", VisibleText.Of(text).Trim());
        }

        var page = HtmlPage.Read(text, document.Address);
        return new WebPage(TextCut.Shortened(VisibleText.Line(page.Title), LongestTitle), VisibleText.Of(page.Text).Trim());
    }

    private static bool LooksLikeHtml(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
