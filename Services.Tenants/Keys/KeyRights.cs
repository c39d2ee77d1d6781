using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Keys;

/// <summary>
/// What somebody may do with a tenant's keys. Operators do everything; an administrator looks after the keys of its users, and after the
/// one that it comes with. Nobody makes a key that reaches further than its own.
/// </summary>
/// <param name="IsOperator">Whether it is an operator.</param>
/// <param name="KeyId">The key that it comes with; null where none is known.</param>
/// <param name="Scopes">What that key reaches; null: all that its role permits.</param>
internal sealed record KeyRights(bool IsOperator, string? KeyId, IReadOnlyList<string>? Scopes)
{
    private static readonly Refusal NotManaged = Refusals.PermissionDenied with
    {
        Detail = "The credential does not permit this: an administrator manages keys of the role user, and its own; others an operator.",
    };

    private static readonly Refusal TooWide = Refusals.PermissionDenied with
    {
        Detail = "The credential does not permit this: it has scopes, and the key would reach further than they do.",
    };

    /// <summary>Null where it may issue such a key.</summary>
    public Refusal? ToIssue(string role, IReadOnlyList<string>? scopes) =>
        !IsOperator && role != TenantRole.User ? NotManaged : Reaches(scopes) ? null : TooWide;

    /// <summary>Null where it may revoke that key.</summary>
    public Refusal? ToRevoke(string keyId, string role) => IsOperator || role == TenantRole.User || keyId == KeyId ? null : NotManaged;

    /// <summary>Null where it may replace that key.</summary>
    public Refusal? ToRotate(string keyId, string role, IReadOnlyList<string>? scopes) => ToRevoke(keyId, role) ?? (Reaches(scopes) ? null : TooWide);

    private bool Reaches(IReadOnlyList<string>? scopes) =>
        Scopes is null || (scopes is not null && scopes.All(scope => OperationScope.AnyCovers(Scopes, scope)));
}
