using System.ComponentModel.DataAnnotations;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.UpdateWatchlist;

/// <summary>Body of <c>PUT /users/{user_id}/watchlist</c>. An absent list stays as it is; an empty one empties it.</summary>
/// <param name="Stocks">Ticker symbols.</param>
/// <param name="Influencers">Names or handles of people.</param>
/// <param name="Keywords">Words to look for.</param>
/// <param name="Sectors">Sectors of the market.</param>
internal sealed record UpdateWatchlistRequest(
    [property: MaxLength(100)] IReadOnlyList<string>? Stocks = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Influencers = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Keywords = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Sectors = null)
{
    public WatchlistUpdate ToUpdate() => new(Stocks, Influencers, Keywords, Sectors);
}
