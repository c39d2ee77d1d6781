using System.Globalization;
using System.Text.Json;

namespace Nanobot.Services.Chat.Tools.WebSearch;

/// <summary>Brave's web search API.</summary>
internal sealed record BraveProvider() : SearchProvider("brave", "https://api.search.brave.com/res/v1/web/search", NeedsKey: true)
{
    public override HttpRequestMessage Ask(Uri endpoint, string? key, string query, int count)
    {
        var request = new HttpRequestMessage(HttpMethod.Get,
            new UriBuilder(endpoint) { Query = string.Create(CultureInfo.InvariantCulture, $"q={Uri.EscapeDataString(query)}&count={count}&text_decorations=false") }.Uri);
        request.Headers.TryAddWithoutValidation("X-Subscription-Token", key);
        return request;
    }

    public override IEnumerable<FoundPage> Read(JsonElement answer) => answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("web", out var web)
        ? List(web, "results").Select(static one => new FoundPage(Text(one, "title"), Text(one, "url"), Text(one, "description")))
        : [];
}
