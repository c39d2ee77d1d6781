using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>JSON Feed 1.0 and 1.1, item by item, so that a document that breaks off gives those before the break.</summary>
internal sealed partial class JsonFeed
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = FeedXml.MaximumDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };
    private static readonly FeedItem Nothing = new(null, null, null, null, default);
    private readonly List<JsonElement> _items = [];
    private bool _isFeed;

    private JsonFeed()
    {
    }

    public string? Title { get; private set; }

    public static JsonFeed Read(string text, List<Wording> remarks)
    {
        var feed = new JsonFeed();
        try
        {
            feed.Walk(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            remarks.Add(FeedFailures.BadJson);
            feed = Again(text) ?? feed;
        }

        return feed._isFeed ? feed : throw new MalformedFeedException(FeedFailures.NoJsonFeed);
    }

    public IEnumerable<FeedItem> Items(Uri address) => _items.Select(item => item.ValueKind == JsonValueKind.Object ? Item(item, address) : Nothing);

    // Line ends and other controls within texts are what most often makes JSON ill-formed; outside of them they are spaces.
    private static JsonFeed? Again(string text)
    {
        if (!text.Any(static c => c < ' '))
        {
            return null;
        }

        var feed = new JsonFeed();
        try
        {
            feed.Walk(Encoding.UTF8.GetBytes(Controls().Replace(text, " ")));
        }
        catch (JsonException)
        {
            // Ill-formed in another way as well: what came before the break stays.
        }

        return feed;
    }

    private static FeedItem Item(JsonElement item, Uri address) => new(
        Text(item, "id"),
        Of(item, "title", false),
        Of(item, "summary", false) ?? Of(item, "content_text", false) ?? Of(item, "content_html", true),
        FeedAddress.Resolve(Text(item, "url"), address) ?? FeedAddress.Resolve(Text(item, "external_url"), address),
        FeedMoment.Of(Date(item, "date_published"), Date(item, "date_modified")));

    private static FeedText? Of(JsonElement item, string name, bool isHtml) => Text(item, name) is { } text && !string.IsNullOrWhiteSpace(text) ? new FeedText(text, isHtml) : null;

    // What is no text says when all the same, only in no way that can be read.
    private static string? Date(JsonElement item, string name) =>
        Text(item, name) ?? (item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetRawText() : null);

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
        }
        // An escaped half of a surrogate pair: no text.
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private void Walk(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isItems, isTitle, isVersion) = (reader.ValueTextEquals("items"u8), reader.ValueTextEquals("title"u8), reader.ValueTextEquals("version"u8));
            reader.Read();
            if (isItems && reader.TokenType == JsonTokenType.StartArray)
            {
                _isFeed = true;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    _items.Add(JsonElement.ParseValue(ref reader));
                }
            }
            else if (isTitle || isVersion)
            {
                var value = Text(JsonElement.ParseValue(ref reader));
                Title = isTitle ? value : Title;
                _isFeed |= isVersion && value?.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) == true;
            }
            else
            {
                reader.Skip();
            }
        }
    }

    [GeneratedRegex(@"[\x00-\x1F]", RegexOptions.CultureInvariant)]
    private static partial Regex Controls();
}
