namespace Nanobot.Services.Tenants.Policies;

/// <summary>Somebody who may work with a tenant's policies, as far as keys go.</summary>
/// <param name="UserId">The user that it acts as, or null.</param>
/// <param name="KeyId">Its key, or null.</param>
/// <param name="Scopes">What the key reaches; null: all that the role permits.</param>
internal sealed record Administrator(string? UserId, string? KeyId, IReadOnlyList<string>? Scopes);
