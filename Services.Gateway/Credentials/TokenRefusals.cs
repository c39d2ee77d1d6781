using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;

namespace Nanobot.Services.Gateway.Credentials;

/// <summary>For whose tokens a caller may ask: an administrator for those of any user of its tenant, a user for its own.</summary>
internal static class TokenRefusals
{
    /// <summary>Another user is answered like one that does not exist.</summary>
    public static Refusal UserNotFound { get; } = Refusals.NotFound("USER_NOT_FOUND", "user");

    /// <summary>Whether the caller may; where not, the tenants module is not asked.</summary>
    public static bool MayActFor(this Caller caller, string userId) =>
        UserId.IsValid(userId) && (caller.Context.Role == TenantRole.TenantAdmin || caller.Context.UserId == userId);
}
