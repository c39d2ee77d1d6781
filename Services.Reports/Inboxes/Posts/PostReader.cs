using System.Text.Json;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Inboxes.Posts;

/// <summary>Reads what is posted by what it is, whatever its type says: a piece of news, an array of them, or a feed.</summary>
internal static class PostReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    private static readonly Wording NoJson = new("不是有效的 JSON", "is no JSON");

    /// <summary>Reads it.</summary>
    /// <param name="body">What came.</param>
    /// <param name="charset">The <c>charset</c> of its <c>Content-Type</c>, or null.</param>
    /// <exception cref="SourceFailedException">It is none of these.</exception>
    /// <exception cref="PostTooLongException">It has more pieces of news than are taken at once.</exception>
    public static ReadPost Read(byte[] body, string? charset)
    {
        // No address of a feed's: what its links would start from leads nowhere.
        var document = new SourceDocument(body, PostedFeed.Nowhere, charset);
        var decoded = SourceText.Decode(document, mayDeclare: true);
        var text = decoded.Text.AsSpan().Trim();
        if (text.IsEmpty)
        {
            throw new SourceFailedException(FeedFailures.Nothing);
        }

        if (text[0] is not ('{' or '['))
        {
            return PostedFeed.Read(document);
        }

        try
        {
            using var json = JsonDocument.Parse(decoded.Text, Options);
            return IsFeed(json.RootElement) ? PostedFeed.Read(document) : PostedItems.Read(json.RootElement);
        }
        catch (JsonException)
        {
            throw new SourceFailedException(NoJson);
        }
    }

    private static bool IsFeed(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array;
}
