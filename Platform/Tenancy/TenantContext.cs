using System.Diagnostics.CodeAnalysis;
using System.Net;
using Nanobot.Contracts.Limits;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Who is acting, for which tenant. It comes from a verified credential, from a verified
/// <see cref="TenantContextCodec">signed envelope</see>, or from what the database holds of a tenant: a factory for each, and
/// no other way to one. Who may call which factory is listed in a test.
/// </summary>
public sealed record TenantContext
{
    internal TenantContext(
        string? tenantId, string? userId, string role, string? plan = null, long epoch = 0, string? keyId = null, OwnQuotas? quotas = null, bool isOperators = false,
        string? timeZone = null, IPAddress? address = null)
    {
        TenantId = tenantId;
        UserId = userId;
        Role = role;
        Plan = plan;
        Epoch = epoch;
        KeyId = keyId;
        Quotas = quotas ?? OwnQuotas.None;
        IsOperators = isOperators;
        TimeZone = timeZone;
        Address = address;
    }

    /// <summary>The gateway itself, before a tenant is known; only the gateway's key can sign it.</summary>
    [SuppressMessage("Tenancy", "NBA002", Justification = "A context of no tenant.")]
    public static TenantContext Gateway { get; } = new(null, null, TenantRole.Gateway);

    /// <summary>A module itself, for no tenant; only a service's key can sign it, and it opens nothing but the question how tenants stand, and the audit to what concerns none.</summary>
    [SuppressMessage("Tenancy", "NBA002", Justification = "A context of no tenant.")]
    public static TenantContext Module { get; } = new(null, null, TenantRole.Module);

    /// <summary>Tenant, or null for operators, the gateway and modules themselves.</summary>
    public string? TenantId { get; }

    /// <summary>User within the tenant, or null where no single user acts.</summary>
    public string? UserId { get; }

    /// <summary>One of <see cref="TenantRole"/>.</summary>
    public string Role { get; }

    /// <summary>The tenant's tier (free, basic, professional, enterprise), or null without a tenant or where it is not known.</summary>
    public string? Plan { get; }

    /// <summary>The tenant's epoch: raised whenever older contexts must no longer be honoured.</summary>
    public long Epoch { get; }

    /// <summary>Id of the API key that stands behind the credential, or null where none does or it is not known.</summary>
    public string? KeyId { get; }

    /// <summary>The amounts that are the caller's own, in place of the plan's or within them.</summary>
    public OwnQuotas Quotas { get; }

    /// <summary>IANA name of the tenant's time zone, in whose calendar days is counted, or null without a tenant or where it is not known.</summary>
    public string? TimeZone { get; }

    /// <summary>
    /// Whether it is an operator that acts here, within the tenant that it named and with the rights of that tenant's administrator. Only the gateway's
    /// key can sign it.
    /// </summary>
    public bool IsOperators { get; }

    /// <summary>
    /// The client's address, as the gateway saw it behind trusted proxies; null in work that no request asks for, and where it is not known. It is no part of what is
    /// signed: it comes with a call whose context is.
    /// </summary>
    public IPAddress? Address { get; }

    /// <summary>The role of whoever really acts, which is an operator's where one acts within a tenant.</summary>
    public string ActingRole => IsOperators ? TenantRole.Operator : Role;

    /// <summary>The tenant; throws where there is none, so that tenant work never runs without one.</summary>
    public string RequiredTenantId =>
        TenantId ?? throw new InvalidOperationException("This work needs a tenant, and the context has none.");

    /// <summary>The user; throws where there is none.</summary>
    public string RequiredUserId =>
        UserId ?? throw new InvalidOperationException("This work needs a user, and the context has none.");

    /// <summary>Whether the context names a tenant.</summary>
    [MemberNotNullWhen(true, nameof(TenantId))]
    public bool HasTenant => TenantId is not null;

    /// <summary>What the gateway makes of a credential that it has verified, and of its tenant's present state.</summary>
    public static TenantContext ForCredential(
        string? tenantId, string? userId, string role, string? plan, long epoch, string? keyId = null, OwnQuotas? quotas = null,
        string? timeZone = null) =>
        new(tenantId, userId, role, plan, epoch, keyId, quotas, timeZone: timeZone);

    /// <summary>What the gateway makes of a verified operator that names a tenant: all that the tenant's administrator may do, and no user's own things.</summary>
    public static TenantContext ForOperatorIn(string tenantId, string? plan, long epoch, string? keyId, OwnQuotas? quotas = null, string? timeZone = null) =>
        new(tenantId, null, TenantRole.TenantAdmin, plan, epoch, keyId, quotas, isOperators: true, timeZone);

    /// <summary>What the platform does to a tenant is told in that tenant's name; nobody of the tenant acts.</summary>
    public static TenantContext ForTenantEvent(PlatformScope scope, string tenantId, string? plan, long epoch)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new(tenantId, null, TenantRole.TenantAdmin, plan, epoch);
    }

    /// <summary>
    /// Stored work, which acts for its user with a user's rights, whoever asked for it: ids from its row, plan, epoch, the tenant's
    /// own amounts and its zone from the tenant's state at the moment when the work is claimed; the key by which it was asked for, and the amounts
    /// of the user's and the key's own, from its row, where it keeps them.
    /// </summary>
    public static TenantContext ForWork(
        string tenantId, string userId, string? plan, long epoch, string? quotas = null, string? timeZone = null, string? keyId = null, string? userQuotas = null, string? keyQuotas = null) =>
        new(tenantId, userId, TenantRole.User, plan, epoch, keyId, new OwnQuotas(quotas, userQuotas, keyQuotas), timeZone: timeZone);

    /// <summary>A stored event, told as whoever caused it.</summary>
    public static TenantContext ForStoredEvent(PlatformScope scope, string tenantId, string? userId, string role, string? plan, long epoch)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new(tenantId, userId, role, plan, epoch);
    }

    /// <summary>The same tenant, acting as <paramref name="userId"/> with the role of a user.</summary>
    public TenantContext AsUser(string userId) =>
        new(TenantId, userId, TenantRole.User, Plan, Epoch, KeyId, userId == UserId ? Quotas : Quotas with { User = null }, timeZone: TimeZone, address: Address);

    /// <summary>The same caller, at a client's address.</summary>
    public TenantContext From(IPAddress? address) => new(TenantId, UserId, Role, Plan, Epoch, KeyId, Quotas, IsOperators, TimeZone, address);

    /// <summary>For logs and failures; what is required of a context is not asked of it here.</summary>
    public override string ToString() => $"{Role} {UserId ?? "-"} of {TenantId ?? "-"} ({Plan ?? "-"}, epoch {Epoch})";

    /// <summary>As a module may say it to another: what it asks for in an operator's request, it asks for as the tenant's administrator.</summary>
    internal TenantContext AsMember() => IsOperators ? new(TenantId, UserId, Role, Plan, Epoch, KeyId, Quotas, timeZone: TimeZone, address: Address) : this;

    internal static TenantContext Verified(ContextPayload payload) =>
        new(payload.TenantId, payload.UserId, payload.Role, payload.Plan, payload.Epoch, payload.CallerKey,
            payload is { TenantQuotas: null, UserQuotas: null, KeyQuotas: null } ? null : new(payload.TenantQuotas, payload.UserQuotas, payload.KeyQuotas),
            payload.IsOperators is true, payload.TimeZone);
}
