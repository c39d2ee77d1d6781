using System.ComponentModel.DataAnnotations;

namespace Nanobot.Contracts.Users;

/// <summary>What a user follows. An absent list in an update leaves the list as it is; an empty one empties it.</summary>
/// <param name="Stocks">Ticker symbols.</param>
/// <param name="Influencers">Names or handles of people.</param>
/// <param name="Keywords">Words to look for.</param>
/// <param name="Sectors">Sectors of the market.</param>
public sealed record Watchlist(
    [property: MaxLength(100)] IReadOnlyList<string>? Stocks = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Influencers = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Keywords = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Sectors = null);
