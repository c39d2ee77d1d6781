using System.ComponentModel.DataAnnotations;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.CreateUser;

/// <summary>What a user follows from the start; an absent list is empty. Its names stand in the digest of rows.</summary>
/// <param name="Stocks">Ticker symbols.</param>
/// <param name="Influencers">Names or handles of people.</param>
/// <param name="Keywords">Words to look for.</param>
/// <param name="Sectors">Sectors of the market.</param>
internal sealed record InitialWatchlist(
    [property: MaxLength(100)] IReadOnlyList<string>? Stocks = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Influencers = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Keywords = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Sectors = null)
{
    public WatchlistUpdate ToUpdate() => new(Stocks, Influencers, Keywords, Sectors);
}
