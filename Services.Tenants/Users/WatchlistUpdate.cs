namespace Nanobot.Services.Tenants.Users;

/// <summary>What somebody wants of a watchlist: an absent list stays as it is, an empty one empties it.</summary>
internal sealed record WatchlistUpdate(
    IReadOnlyList<string?>? Stocks = null,
    IReadOnlyList<string?>? Influencers = null,
    IReadOnlyList<string?>? Keywords = null,
    IReadOnlyList<string?>? Sectors = null);
