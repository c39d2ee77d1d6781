using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.EditWatchlist;

/// <summary>Body of <c>PATCH /users/{user_id}/watchlist</c>: what is in neither stays as it is.</summary>
/// <param name="Add">Entries to be there; those that are there already stay in their places, others come last.</param>
/// <param name="Remove">Entries not to be there, none of which may be added too; those that are not there are passed over.</param>
internal sealed record EditWatchlistRequest(EditedLists? Add = null, EditedLists? Remove = null)
{
    public WatchlistUpdate ToAdd() => Add?.ToUpdate() ?? new WatchlistUpdate();

    public WatchlistUpdate ToRemove() => Remove?.ToUpdate() ?? new WatchlistUpdate();
}
