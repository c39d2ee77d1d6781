using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Features.IssueKey;

/// <summary>Body of <c>POST /tenants/{id}/keys</c>.</summary>
/// <param name="Role">user or tenant_admin.</param>
/// <param name="UserId">An existing user that the key acts as; needed for the role user.</param>
/// <param name="Scopes">Names of operations, or globs of them such as <c>reports.*</c>, that the key reaches; absent: all that its role permits.</param>
/// <param name="ExpiresIn">Seconds until the key ends, 1 to 315,360,000 (ten years); absent: it does not end.</param>
/// <param name="Quotas">Amounts that are the key's own within its tenant's; absent: none.</param>
/// <param name="Attributes">Attributes that are the key's own, which conditions of policies know below <c>key.</c>: a text of at most 200 characters, a number or a truth value by name, at most 32; absent: none.</param>
internal sealed record IssueKeyRequest(
    [property: Required, AllowedValues(TenantRole.User, TenantRole.TenantAdmin)] string? Role,
    string? UserId = null,
    [property: MinLength(1), MaxLength(OperationScope.Most)] IReadOnlyList<string>? Scopes = null,
    [property: Range(1, IssueKeyEndpoint.LongestLife)] long? ExpiresIn = null,
    QuotaAmounts? Quotas = null,
    IReadOnlyDictionary<string, JsonElement>? Attributes = null);
