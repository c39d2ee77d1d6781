using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>A request of which is asked what would be decided.</summary>
/// <param name="Resource">What something is done to, for example method:chat.send.</param>
/// <param name="Action">What is done; default execute.</param>
/// <param name="TenantId">Whose request it is; below a tenant's path that tenant's, and left out or the same.</param>
/// <param name="UserId">The user that acts, or none.</param>
/// <param name="Role">user (default), tenant_admin or operator.</param>
/// <param name="KeyId">Public id of the key that is used, or none.</param>
/// <param name="Ip">Where the request comes from; absent: not known.</param>
/// <param name="At">When, a time of RFC 3339; default now.</param>
/// <param name="Attributes">What is known of it: texts, numbers and truth values by their whole names, such as user.level; 50 at most. What is not given is what its tenant, user and key have.</param>
internal sealed record PolicyQuestion(
    [property: Required] string? Resource = null,
    string? Action = null,
    string? TenantId = null,
    string? UserId = null,
    [property: AllowedValues(TenantRole.User, TenantRole.TenantAdmin, TenantRole.Operator)] string? Role = null,
    string? KeyId = null,
    string? Ip = null,
    string? At = null,
    IReadOnlyDictionary<string, JsonElement>? Attributes = null);
