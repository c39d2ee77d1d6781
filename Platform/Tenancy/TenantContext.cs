using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Who is acting, for which tenant, as the gateway established it. It exists only as the outcome of a verified
/// credential or of a verified <see cref="TenantContextCodec">signed envelope</see>; nothing else may create one in
/// product code.
/// </summary>
/// <param name="TenantId">Tenant, or null for operators and the gateway itself.</param>
/// <param name="UserId">User within the tenant, or null where no single user acts.</param>
/// <param name="Role">One of <see cref="TenantRole"/>.</param>
/// <param name="Plan">The tenant's tier (free, basic, professional, enterprise), or null without a tenant.</param>
/// <param name="Epoch">The tenant's epoch: raised whenever older contexts must no longer be honoured.</param>
public sealed record TenantContext(string? TenantId, string? UserId, string Role, string? Plan = null, long Epoch = 0)
{
    /// <summary>The tenant; throws where there is none, so that tenant work never runs without one.</summary>
    public string RequiredTenantId =>
        TenantId ?? throw new InvalidOperationException("This work needs a tenant, and the context has none.");

    /// <summary>The user; throws where there is none.</summary>
    public string RequiredUserId =>
        UserId ?? throw new InvalidOperationException("This work needs a user, and the context has none.");

    /// <summary>Whether the context names a tenant.</summary>
    [MemberNotNullWhen(true, nameof(TenantId))]
    public bool HasTenant => TenantId is not null;

    /// <summary>The same tenant, acting as <paramref name="userId"/> with the role of a user.</summary>
    public TenantContext AsUser(string userId) => this with { UserId = userId, Role = TenantRole.User };
}
