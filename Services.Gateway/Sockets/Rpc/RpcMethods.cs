using System.Collections.Frozen;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Guards;

namespace Nanobot.Services.Gateway.Sockets.Rpc;

/// <summary>What may be asked for in frames: every public operation by its name, and two by short ones too. Not those of OpenAI's protocol, which are what frames ask for by names of ours, nor what is told at a socket anyway.</summary>
internal static class RpcMethods
{
    private static readonly FrozenDictionary<string, Operation> ByName = Operations.All
        .Where(static operation => operation is { IsPublic: true, IsOpenAi: false } && operation != Operations.Gateway.OpenSocket && operation != Operations.Gateway.StreamEvents)
        .Select(static operation => KeyValuePair.Create(operation.Name, operation))
        .Append(new("health", Operations.Gateway.GetHealth))
        .Append(new("limits", Operations.Gateway.GetLimits))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Names = [.. ByName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The operation of that name; null where there is none.</summary>
    public static Operation? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The names of what whoever acts in that context, with a credential of these scopes, may ask for; policies and limits are another matter.</summary>
    public static IEnumerable<string> Of(TenantContext context, Principal principal) => Names.Where(name => Reaches(ByName[name], context, principal));

    private static bool Reaches(Operation operation, TenantContext context, Principal principal) =>
        operation.Access == Access.Anonymous || (MayAsk(operation.Access, context) && ScopeGuard.Check(principal, operation) is null);

    private static bool MayAsk(Access access, TenantContext context) => access switch
    {
        Access.User => context.Role == TenantRole.User,
        Access.Member => context.Role is TenantRole.User or TenantRole.TenantAdmin,
        Access.Admin => context.Role == TenantRole.TenantAdmin,
        Access.Manager => context.Role == TenantRole.TenantAdmin || context.ActingRole == TenantRole.Operator,
        Access.Operator => context.ActingRole == TenantRole.Operator,
        _ => false,
    };
}
