using Microsoft.Extensions.Options;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Gateway.Credentials;

/// <summary>
/// Mints the signed context of a verified credential. One envelope serves a credential for a sixth of its life (10 of 60
/// seconds), so that whoever receives it always has most of its life left; a change of the tenant mints anew at once.
/// </summary>
internal sealed class ContextMinter(TenantContextCodec codec, IOptions<TenancyOptions> options, TimeProvider time)
{
    private const int Share = 6;

    private readonly TimeSpan _reuse = options.Value.RequestLifetime / Share;

    public MintedContext Mint(Principal principal, TenantSnapshot? tenant)
    {
        var now = time.GetUtcNow();
        if (principal.Minted is { } minted && minted.Tenant == tenant && now - minted.MintedAt < _reuse && now >= minted.MintedAt)
        {
            return minted;
        }

        var context = new TenantContext(tenant?.TenantId, principal.UserId, principal.Role, tenant?.Tier, tenant?.Epoch ?? 0);
        return principal.Minted = new MintedContext(context, codec.Sign(context, ContextAudience.Request), tenant, now);
    }
}
