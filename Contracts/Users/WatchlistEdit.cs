namespace Nanobot.Contracts.Users;

/// <summary>Entries to be put on the lists of a watchlist, and others to be taken off; all others stay.</summary>
/// <param name="Add">What is to be there; what is there already stays in its place.</param>
/// <param name="Remove">What is not to be there; what is not there is passed over.</param>
public sealed record WatchlistEdit(Watchlist? Add = null, Watchlist? Remove = null);
