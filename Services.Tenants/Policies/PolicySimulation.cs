using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Policies;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>A set of policies that might take the place of the present one, and requests to decide by both.</summary>
/// <param name="Policies">The whole set that is proposed; empty: none.</param>
/// <param name="Requests">1 to 100 requests, all of one tenant.</param>
internal sealed record PolicySimulation(
    [property: Required, MaxLength(1000)] IReadOnlyList<Policy>? Policies = null,
    [property: Required, MinLength(1), MaxLength(100)] IReadOnlyList<PolicyQuestion>? Requests = null);
