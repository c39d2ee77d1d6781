using System.Text.Json.Serialization;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>A watchlist as <c>users.watchlist</c> holds it. Its names are those of the rows, whatever the API calls them.</summary>
internal sealed record StoredWatchlist(
    [property: JsonPropertyName("stocks")] IReadOnlyList<string> Stocks,
    [property: JsonPropertyName("influencers")] IReadOnlyList<string> Influencers,
    [property: JsonPropertyName("keywords")] IReadOnlyList<string> Keywords,
    [property: JsonPropertyName("sectors")] IReadOnlyList<string> Sectors);
