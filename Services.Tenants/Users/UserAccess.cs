using Nanobot.Contracts.Values;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;

namespace Nanobot.Services.Tenants.Users;

/// <summary>Whose data a member of a tenant may work with: an administrator any user's, a user its own.</summary>
internal static class UserAccess
{
    /// <summary>
    /// The context in which to work with that user's row and no other, or null where the id could not be one or is not
    /// for the caller: both are answered like a missing user.
    /// </summary>
    public static TenantContext? As(this Caller caller, string userId) =>
        UserId.IsValid(userId) && (caller.Context.Role == TenantRole.TenantAdmin || caller.Context.UserId == userId)
            ? caller.Context.AsUser(userId)
            : null;
}
