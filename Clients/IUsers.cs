using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Clients;

/// <summary>The tenants module's facade for a user's configuration. Calls run in the current tenant scope.</summary>
public interface IUsers
{
    /// <summary>The user's configuration, or null where there is no such user in the current tenant.</summary>
    /// <exception cref="ModuleUnavailableException">The module does not answer.</exception>
    Task<UserResource?> FindAsync(string userId, CancellationToken cancellationToken);

    /// <summary>
    /// Adds entries to lists of the watchlist, and takes others off, in one step: of edits at once none is lost. Null where there is no such user.
    /// </summary>
    Task<UserResource?> EditWatchlistAsync(string userId, WatchlistEdit edit, CancellationToken cancellationToken);

    /// <summary>Changes the preferences that <paramref name="change"/> has; an absent one stays. Null where there is no such user.</summary>
    Task<UserResource?> ChangePreferencesAsync(string userId, Preferences change, CancellationToken cancellationToken);
}
