using System.Text.Json;

namespace Nanobot.Contracts.Policies;

/// <summary>The own attributes of whoever acts, as conditions of policies know them: texts, numbers and truth values by name.</summary>
/// <param name="TenantId">The tenant whose both are.</param>
/// <param name="UserId">The user; null where none was named.</param>
/// <param name="KeyId">The key; null where none was named.</param>
/// <param name="User">The user's; null where the tenant has no such user, or none was named.</param>
/// <param name="Key">The key's; null where the tenant has no such key, or none was named.</param>
public sealed record SubjectAttributes(
    string TenantId, string? UserId, string? KeyId, IReadOnlyDictionary<string, JsonElement>? User, IReadOnlyDictionary<string, JsonElement>? Key);
