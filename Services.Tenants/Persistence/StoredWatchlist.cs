using System.Text.Json.Serialization;
using Nanobot.Platform.Core.Stored;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>A watchlist as <c>users.watchlist</c> holds it. Its names are those of the rows, whatever the API calls them.</summary>
internal sealed record StoredWatchlist(
    [property: JsonPropertyName("stocks")] IReadOnlyList<string> Stocks,
    [property: JsonPropertyName("influencers")] IReadOnlyList<string> Influencers,
    [property: JsonPropertyName("keywords")] IReadOnlyList<string> Keywords,
    [property: JsonPropertyName("sectors")] IReadOnlyList<string> Sectors)
{
    /// <exception cref="StoredDataException">A list holds a null.</exception>
    public StoredWatchlist Whole() =>
        new(StoredTexts.Whole(Stocks), StoredTexts.Whole(Influencers), StoredTexts.Whole(Keywords), StoredTexts.Whole(Sectors));
}
