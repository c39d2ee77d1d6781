using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets a token through as long as what it stands on is there. Of an API key the tenants module has said all of it; a token is
/// what its issuer says, and meanwhile its user may never have existed, may have had its tokens ended, or, where the gateway
/// issued it, the key that asked for it may have been revoked.
/// </summary>
internal sealed class TokenGuard(KnownUsers users, KnownKeys keys)
{
    private static readonly Refusal Unknown = new(StatusCodes.Status403Forbidden, "USER_NOT_FOUND",
        "The token's user does not exist in its tenant; an administrator of the tenant can create it.");

    /// <summary>Null where the token may go on; <see cref="Refusals.AuthenticationRequired"/> where it has ended.</summary>
    public async ValueTask<Refusal?> CheckAsync(Principal principal, LookupOrigin origin, CancellationToken cancellationToken)
    {
        if (principal is { Kind: CredentialKind.ApiKey } or { TenantId: null } or { UserId: null })
        {
            return null;
        }

        if (await users.FindAsync(principal.TenantId, principal.UserId, origin, cancellationToken) is not { } user)
        {
            return Unknown;
        }

        // One without a key's id is of a version that did not write it, and ends within a day.
        var isGood = !(principal.IssuedAt < user.TokensValidFrom)
            && (principal.KeyId is null || await keys.ContainsAsync(principal.TenantId, principal.KeyId, origin, cancellationToken));
        return isGood ? null : Refusals.AuthenticationRequired;
    }
}
