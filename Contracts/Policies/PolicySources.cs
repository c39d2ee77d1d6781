using System.Text.Json;

namespace Nanobot.Contracts.Policies;

/// <summary>All policies that bind a tenant's requests, as the gateway and the modules compile them.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="TimeZone">IANA name: the zone of time conditions that name none.</param>
/// <param name="Version">Of both sets together: changes whenever one of them does, and only then.</param>
/// <param name="Installation">The installation's set.</param>
/// <param name="Tenant">The tenant's own.</param>
public sealed record PolicySources(string TenantId, string TimeZone, string Version, VersionedPolicies Installation, VersionedPolicies Tenant)
{
    /// <summary>The tenant's tier; null where it is not told.</summary>
    public string? Tier { get; init; }

    /// <summary>How the tenant stands; null where it is not told.</summary>
    public string? Status { get; init; }

    /// <summary>The tenant's own attributes, texts, numbers and truth values by name; null: none.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}
