using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Credentials;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>Lets a key with scopes, and a token that was issued for one, ask for what they reach and for nothing else, whichever door it comes by.</summary>
internal static class ScopeGuard
{
    /// <summary>Null where the call may go on.</summary>
    /// <param name="principal">Who calls.</param>
    /// <param name="operation">What it asks for; null where that is not known, which no scope reaches.</param>
    public static Refusal? Check(Principal principal, Operation? operation) =>
        principal.Scopes is not { } scopes || (operation is not null && OperationScope.AnyCovers(scopes, operation.Name)) ? null : Outside(operation);

    private static Refusal Outside(Operation? operation) => Refusals.PermissionDenied with
    {
        Detail = $"The credential does not permit this: its scopes do not reach {operation?.Name ?? "it"}.",
    };
}
