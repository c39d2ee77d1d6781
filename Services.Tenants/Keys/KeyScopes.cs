using System.Globalization;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Tenants.Keys;

/// <summary>What may be asked for as a key's scopes.</summary>
internal static class KeyScopes
{
    /// <summary>Adds what is wrong with them, entry by entry: each must reach something that the key's role may ask for at all.</summary>
    public static void Check(IReadOnlyList<string?>? scopes, string? role, bool hasUser, ValidationErrors errors)
    {
        if (scopes is null)
        {
            return;
        }

        if (scopes.Count is 0 or > OperationScope.Most)
        {
            errors.Require(false, "scopes", $"must have 1 to {OperationScope.Most} entries; without the member the key reaches all that its role permits");
            return;
        }

        for (var i = 0; i < scopes.Count; i++)
        {
            var (scope, field) = (scopes[i], string.Create(CultureInfo.InvariantCulture, $"scopes[{i}]"));
            errors.Require(OperationScope.IsValid(scope), field,
                $"must be an operation's name such as reports.create, or match some as reports.* does: 1 to {OperationScope.Longest} of a-z 0-9 . _ *");
            errors.Require(!OperationScope.IsValid(scope) || Reaches(scope!, role, hasUser), field, $"matches no operation that the role {role} may ask for");
        }
    }

    private static bool Reaches(string scope, string? role, bool hasUser) => Operations.All.Any(operation =>
        MayAskFor(operation.Access, role, hasUser) && OperationScope.Covers(scope, operation.Name));

    private static bool MayAskFor(Access access, string? role, bool hasUser) => access switch
    {
        Access.User => hasUser,
        Access.Member => true,
        Access.Admin or Access.Manager => role == TenantRole.TenantAdmin,
        _ => false,
    };
}
