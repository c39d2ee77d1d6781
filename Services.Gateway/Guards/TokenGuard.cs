using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets a token through as long as what it stands on is there. Of an API key the tenants module has said all of it; a token is
/// what its issuer says, and meanwhile its user may never have existed, may have had its tokens ended, or, where the gateway
/// issued it, the key that asked for it may have been revoked. What both may use by amounts of their own is known with that.
/// </summary>
internal sealed class TokenGuard(KnownUsers users, KnownKeys keys) : IGuard
{
    private static readonly GuardDecision.Refuse Unknown = new(new Refusal(StatusCodes.Status403Forbidden, "USER_NOT_FOUND",
        "The token's user does not exist in its tenant; an administrator of the tenant can create it."), "token");

    private static readonly GuardDecision.Refuse Ended = CredentialGuard.Invalid with { Guard = "token" };

    public string Name => "token";

    public async ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken)
    {
        var principal = call.Principal;
        if (principal is { Kind: CredentialKind.ApiKey } or { TenantId: null } or { UserId: null })
        {
            return GuardDecision.Allow;
        }

        if (await users.FindAsync(principal.TenantId, principal.UserId, call.Origin, cancellationToken) is not { } user)
        {
            return Unknown;
        }

        // One without a key's id is of a version that did not write it, and ends within a day.
        var key = principal.KeyId is { } keyId ? await keys.FindAsync(principal.TenantId, keyId, call.Origin, cancellationToken) : null;
        if (principal.IssuedAt < user.TokensValidFrom || (principal.KeyId is not null && key is null))
        {
            return Ended;
        }

        call.Principal = principal.WithOwn(user.Quotas, key?.Quotas);
        return GuardDecision.Allow;
    }
}
