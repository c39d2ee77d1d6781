using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets only users through that exist in their tenant. Of an API key's user the tenants module has said so; a token's is what
/// its issuer says, and for somebody who does not exist nothing must come to be.
/// </summary>
internal sealed class UserKnownGuard(KnownUsers users)
{
    private static readonly Refusal Unknown = new(StatusCodes.Status403Forbidden, "USER_NOT_FOUND",
        "The token's user does not exist in its tenant; an administrator of the tenant can create it.");

    /// <summary>Null where the user may go on.</summary>
    public async ValueTask<Refusal?> CheckAsync(Principal principal, LookupOrigin origin, CancellationToken cancellationToken) =>
        principal is { Kind: CredentialKind.ApiKey } or { TenantId: null } or { UserId: null }
        || await users.ContainsAsync(principal.TenantId, principal.UserId, origin, cancellationToken)
            ? null
            : Unknown;
}
