using System.ComponentModel.DataAnnotations;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.EditWatchlist;

/// <summary>Entries by the list that they belong to.</summary>
/// <param name="Stocks">Ticker symbols.</param>
/// <param name="Influencers">Names or handles of people.</param>
/// <param name="Keywords">Words to look for.</param>
/// <param name="Sectors">Sectors of the market.</param>
internal sealed record EditedLists(
    [property: MaxLength(100)] IReadOnlyList<string>? Stocks = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Influencers = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Keywords = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Sectors = null)
{
    public WatchlistUpdate ToUpdate() => new(Stocks, Influencers, Keywords, Sectors);
}
