using System.Text.Json;

namespace Nanobot.Services.Tenants.Attributes;

/// <summary>The own attributes of a user, as conditions of policies know them below <c>user.</c>.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Attributes">Texts, numbers and truth values by name.</param>
internal sealed record UserAttributesResource(string UserId, IReadOnlyDictionary<string, JsonElement> Attributes);

/// <summary>The own attributes of a tenant, as conditions of policies know them below <c>tenant.</c>.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="Attributes">Texts, numbers and truth values by name.</param>
internal sealed record TenantAttributesResource(string TenantId, IReadOnlyDictionary<string, JsonElement> Attributes);
