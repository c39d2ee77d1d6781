using Microsoft.Extensions.Options;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Gateway.Credentials;

/// <summary>
/// Mints the context of a verified credential. One serves a credential for a sixth of its life (10 of 60
/// seconds), so that whoever receives it always has most of its life left; a change of the tenant mints anew at once.
/// </summary>
internal sealed class ContextMinter(TenantContextCodec codec, IOptions<TenancyOptions> options, TimeProvider time)
{
    private const int Share = 6;

    private readonly TimeSpan _reuse = options.Value.RequestLifetime / Share;

    public MintedContext Mint(Principal principal, TenantSnapshot? tenant)
    {
        if (Reusable(principal, tenant, time.GetUtcNow()) is { } minted)
        {
            return minted;
        }

        // Several at once make one each: that costs less than waiting.
        return principal.Minted = Make(principal, tenant, time.GetUtcNow());
    }

    private MintedContext? Reusable(Principal principal, TenantSnapshot? tenant, DateTimeOffset now) =>
        principal.Minted is { } minted && minted.Tenant == tenant && now - minted.MintedAt < _reuse && now >= minted.MintedAt ? minted : null;

    private MintedContext Make(Principal principal, TenantSnapshot? tenant, DateTimeOffset now)
    {
        if (principal.Minted is { } last && last.Tenant == tenant)
        {
            return new MintedContext(last.Context, codec, tenant, now);
        }

        var quotas = principal is { UserQuotas: null, KeyQuotas: null } ? OwnQuotas.OfTenant(tenant?.Quotas) : new(tenant?.Quotas, principal.UserQuotas, principal.KeyQuotas);
        // Only an operator's principal has no tenant of its own; with one that it named, it acts within that.
        var context = tenant is not null && principal.TenantId is null
            ? OfVisitor(principal, tenant, quotas)
            : TenantContext.ForCredential(tenant?.TenantId, principal.UserId, principal.Role, tenant?.Tier, tenant?.Epoch ?? 0, principal.KeyId, quotas, tenant?.TimeZone);
        return new MintedContext(context, codec, tenant, now);
    }

    private static TenantContext OfVisitor(Principal principal, TenantSnapshot tenant, OwnQuotas quotas) => principal.Role == TenantRole.Operator
        ? TenantContext.ForOperatorIn(tenant.TenantId, tenant.Tier, tenant.Epoch, principal.KeyId, quotas, tenant.TimeZone)
        : throw new InvalidOperationException("Only an operator acts within a tenant that is not its credential's.");
}
