using System.Text;

namespace Nanobot.Services.Reports.Tests.Corpus;

/// <summary>A feed of the corpus: what is served, and what should be understood of it.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Bytes">The document.</param>
/// <param name="Charset">The charset of its header, or null.</param>
/// <param name="Items">The items, newest first; null where the document is refused.</param>
/// <param name="Says">What the source's line says of it in English: why it is refused, or the beginning of the only remark.</param>
public sealed record FeedDocument(string Name, byte[] Bytes, string? Charset, IReadOnlyList<CorpusItem>? Items, string? Says = null)
{
    public const string Address = "http://feeds.example/news/feed.xml";

    public static FeedDocument Of(string name, string text, params CorpusItem[] items) => new(name, Encoding.UTF8.GetBytes(text), null, items);

    public static FeedDocument Damaged(string name, string text, string says, params CorpusItem[] items) => new(name, Encoding.UTF8.GetBytes(text), null, items, says);

    public static FeedDocument Refused(string name, string text, string says) => new(name, Encoding.UTF8.GetBytes(text), null, null, says);
}
