using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Tenants.Features.ChangeTier;

/// <summary>Body of <c>PUT /tenants/{id}/tier</c>.</summary>
/// <param name="Tier">free, basic, professional or enterprise.</param>
internal sealed record ChangeTierRequest([property: Required, Permitted<TenantTier>] string? Tier);
