namespace Nanobot.Contracts.Models;

/// <summary>The models that a tenant and one of its users have brought: the user's first, each in the order in which they are asked.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="UserId">The user; null: the tenant's alone.</param>
/// <param name="Models">The models.</param>
public sealed record OwnModels(string TenantId, string? UserId, IReadOnlyList<OwnModel> Models);
