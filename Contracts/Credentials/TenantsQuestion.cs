namespace Nanobot.Contracts.Credentials;

/// <summary>Body of <c>POST /internal/tenants/states</c>: how do these tenants stand?</summary>
/// <param name="TenantIds">Their ids, at most <see cref="Most"/>; what can be no id is passed over.</param>
public sealed record TenantsQuestion(IReadOnlyList<string> TenantIds)
{
    /// <summary>Most tenants asked for at once.</summary>
    public const int Most = 1000;
}
