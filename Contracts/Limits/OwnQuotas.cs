namespace Nanobot.Contracts.Limits;

/// <summary>The amounts that are a caller's own, each as <see cref="QuotaText"/> writes them; null: none.</summary>
/// <param name="Tenant">The tenant's, in place of its plan's.</param>
/// <param name="User">The user's, within the tenant's.</param>
/// <param name="Key">The API key's, within the tenant's.</param>
public sealed record OwnQuotas(string? Tenant, string? User, string? Key)
{
    /// <summary>Nothing of its own.</summary>
    public static OwnQuotas None { get; } = new(null, null, null);

    /// <summary>Those of the tenant alone.</summary>
    public static OwnQuotas OfTenant(string? quotas) => quotas is null ? None : new(quotas, null, null);
}
