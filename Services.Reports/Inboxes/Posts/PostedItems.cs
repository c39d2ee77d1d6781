using System.Text.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Inboxes.Posts;

/// <summary>Reads news in the inbox's own form: an object <c>{title, text, link, published_at, author, symbols, id}</c>, or an array of such. Members that are not known are passed over: senders have theirs.</summary>
internal static class PostedItems
{
    private const int BeginningOfUntitled = 120;
    private const int LongestAuthor = 100;
    private const int LongestId = 500;
    private const int MostSymbols = 20;

    /// <exception cref="PostTooLongException">It has more pieces of news than are taken at once.</exception>
    public static ReadPost Read(JsonElement root)
    {
        IReadOnlyList<JsonElement> items = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().Take(ReadPost.Most + 1)] : [root];
        if (items.Count > ReadPost.Most)
        {
            throw new PostTooLongException();
        }

        var (news, refused) = (new List<ReceivedNews>(), new List<RefusedNews>());
        foreach (var (index, item) in items.Index())
        {
            var (one, why) = Read(item, index + 1);
            if (one is null)
            {
                refused.Add(new RefusedNews(index + 1, why!));
            }
            else
            {
                news.Add(one);
            }
        }

        return new ReadPost(news, refused, []);
    }

    private static (ReceivedNews? News, string? Why) Read(JsonElement item, int line)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return (null, "is no object");
        }

        foreach (var name in new[] { "title", "text", "link", "author" })
        {
            if (item.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null && Text(value) is null)
            {
                return (null, $"{name} must be a text");
            }
        }

        var title = PlainText.Line(Text(item, "title") ?? "", PlainText.MaximumTitle);
        title = title.Length > 0 ? title : PlainText.Line(Text(item, "text") ?? "", BeginningOfUntitled);
        if (title.Length == 0)
        {
            return (null, "has neither a title nor a text");
        }

        var link = Text(item, "link") is { Length: > 0 } text ? FeedAddress.Resolve(text, PostedFeed.Nowhere) : null;
        if (Text(item, "link") is { Length: > 0 } && (link is null || link.Host == PostedFeed.Nowhere.Host))
        {
            return (null, "link must be an address of http or https, without credentials");
        }

        var (published, isDate) = Moment(item);
        if (!isDate)
        {
            return (null, "published_at must be a time that can be read in one way, such as 2026-11-28T09:30:00Z");
        }

        if (Symbols(item) is not { } symbols)
        {
            return (null, $"symbols must be an array of at most {MostSymbols} texts; each {TickerSymbol.Form}");
        }

        if (!HasId(item, out var id))
        {
            return (null, $"id must be a text of at most {LongestId} characters, or a number");
        }

        var author = PlainText.Line(Text(item, "author") ?? "", LongestAuthor);
        return (new ReceivedNews(line, id, title, link, published, author.Length > 0 ? author : null, symbols, PlainText.Line(item.GetRawText(), ReceivedNews.MostSaid)), null);
    }

    private static (DateTimeOffset? At, bool IsDate) Moment(JsonElement item)
    {
        if (!item.TryGetProperty("published_at", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return (null, true);
        }

        var at = FeedMoment.Of(Text(value) ?? (value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null)).At;
        return (at, at is not null);
    }

    private static List<string>? Symbols(JsonElement item)
    {
        if (!item.TryGetProperty("symbols", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MostSymbols)
        {
            return null;
        }

        var symbols = value.EnumerateArray().Select(static symbol => TickerSymbol.TryParse(Text(symbol), out var parsed) ? parsed.Value : null).ToList();
        return symbols.Contains(null) ? null : [.. symbols.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static bool HasId(JsonElement item, out string? id)
    {
        id = null;
        if (!item.TryGetProperty("id", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        id = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(value);
        return id is { Length: > 0 and <= LongestId };
    }

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        // An escaped half of a surrogate pair: no text.
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
