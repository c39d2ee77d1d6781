using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Nanobot.Contracts.Policies;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>A set of policies that might take the place of the present one, and requests to decide by both.</summary>
/// <param name="Policies">The whole set that is proposed; empty: none.</param>
/// <param name="Requests">1 to 100 requests, all of one tenant; left out where the recorded ones are meant.</param>
/// <param name="Recorded">Whether the requests that were decided lately are meant: the last 500 different ones of six hours.</param>
/// <param name="TenantId">Whose recorded requests; below a tenant's path that tenant's, and left out or the same; else left out for operators' own.</param>
internal sealed record PolicySimulation(
    [property: Required, MaxLength(1000)] IReadOnlyList<Policy>? Policies = null,
    [property: MinLength(1), MaxLength(100)] IReadOnlyList<PolicyQuestion>? Requests = null,
    bool Recorded = false,
    string? TenantId = null)
{
    /// <summary>The tenant whose requests are meant, as far as the simulation says.</summary>
    [JsonIgnore]
    public string? NamedTenant => Recorded ? TenantId : Requests![0].TenantId;

    /// <summary>The member that names it.</summary>
    [JsonIgnore]
    public string NamedBy => Recorded ? "tenant_id" : "requests[0].tenant_id";
}
