using Nanobot.Contracts.Users;

namespace Nanobot.Services.Chat.Tools.WatchlistUpdate;

/// <summary>The lists of a watchlist, by name.</summary>
internal static class WatchlistLists
{
    public const string Stocks = "stocks";
    public const string Influencers = "influencers";
    public const string Keywords = "keywords";
    public const string Sectors = "sectors";

    public static IReadOnlyList<string> Names { get; } = [Stocks, Influencers, Keywords, Sectors];

    public static IReadOnlyList<string> Of(this Watchlist watchlist, string list) => list switch
    {
        Influencers => watchlist.Influencers,
        Keywords => watchlist.Keywords,
        Sectors => watchlist.Sectors,
        _ => watchlist.Stocks,
    } ?? [];

    /// <summary>Entries of that list alone.</summary>
    public static Watchlist With(string list, IReadOnlyList<string> entries) => list switch
    {
        Influencers => new Watchlist(Influencers: entries),
        Keywords => new Watchlist(Keywords: entries),
        Sectors => new Watchlist(Sectors: entries),
        _ => new Watchlist(Stocks: entries),
    };
}
