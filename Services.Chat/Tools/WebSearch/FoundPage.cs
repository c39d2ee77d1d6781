using Nanobot.Platform.Core.Texts;

namespace Nanobot.Services.Chat.Tools.WebSearch;

/// <summary>A page that a search found.</summary>
/// <param name="Title">What it calls itself.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Snippet">Some of what it says.</param>
internal sealed record FoundPage(string Title, string Url, string Snippet)
{
    private const int LongestTitle = 150;
    private const int LongestUrl = 500;
    private const int LongestSnippet = 400;

    /// <summary>The page in bounds and without what nobody sees; null where its address is none that could be read.</summary>
    public FoundPage? Shown() => Url.Length <= LongestUrl && Uri.TryCreate(Url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        ? new FoundPage(Bounded(Title, LongestTitle), address.AbsoluteUri, Bounded(Snippet, LongestSnippet))
        : null;

    private static string Bounded(string text, int most) => TextCut.Shortened(VisibleText.Line(text.Length > most * 4 ? TextCut.Beginning(text, most * 4) : text), most);
}
