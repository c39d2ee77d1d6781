using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Tenants.Features.CreateTenant;

/// <summary>Body of <c>POST /tenants</c>.</summary>
/// <param name="TenantId">3 to 50 lower-case letters, digits, '-' and '_'.</param>
/// <param name="Name">Display name, 1 to 200 characters.</param>
/// <param name="Tier">free, basic, professional or enterprise.</param>
/// <param name="TimeZone">IANA name; default UTC.</param>
/// <param name="TrialEndsAt">A time of RFC 3339 within a year, until which the tenant is on trial; absent: it is active for good.</param>
internal sealed record CreateTenantRequest(
    [property: Required] string? TenantId,
    [property: Required] string? Name,
    [property: Required, Permitted<TenantTier>] string? Tier,
    string? TimeZone = null,
    string? TrialEndsAt = null);
