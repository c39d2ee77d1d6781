using System.Text.Json;

namespace Nanobot.Services.Chat.Tools.WebSearch;

/// <summary>SearXNG's search API in its JSON format, which an instance has to allow (<c>search.formats</c>).</summary>
internal sealed record SearxngProvider() : SearchProvider("searxng", null, NeedsKey: false)
{
    public override HttpRequestMessage Ask(Uri endpoint, string? key, string query, int count)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(endpoint) { Query = $"q={Uri.EscapeDataString(query)}&format=json" }.Uri);
        if (!string.IsNullOrEmpty(key))
        {
            // Of whatever stands in front of the instance; SearXNG itself wants none.
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        return request;
    }

    public override IEnumerable<FoundPage> Read(JsonElement answer) =>
        List(answer, "results").Select(static one => new FoundPage(Text(one, "title"), Text(one, "url"), Text(one, "content")));
}
