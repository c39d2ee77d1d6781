using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Users;

/// <summary>A <see cref="WatchlistUpdate"/> that was found acceptable, as it is to be stored.</summary>
internal sealed record WatchlistChange(
    IReadOnlyList<string>? Stocks, IReadOnlyList<string>? Influencers, IReadOnlyList<string>? Keywords, IReadOnlyList<string>? Sectors)
{
    private static readonly StoredWatchlist Empty = new([], [], [], []);

    /// <summary>The lists of the change where it has them, else those of <paramref name="current"/>.</summary>
    public StoredWatchlist ApplyTo(StoredWatchlist current) => new(
        Stocks ?? current.Stocks,
        Influencers ?? current.Influencers,
        Keywords ?? current.Keywords,
        Sectors ?? current.Sectors);

    /// <summary>What a user starts with.</summary>
    public StoredWatchlist ToWatchlist() => ApplyTo(Empty);
}
