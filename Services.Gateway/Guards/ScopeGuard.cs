using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Credentials;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// Lets a key with scopes, and a token that was issued for one, ask for what they reach and for nothing else, whichever door it comes by. To open a socket reaches
/// nothing yet: each request of it is held to the scopes.
/// </summary>
internal sealed class ScopeGuard : IGuard
{
    public string Name => "scopes";

    public ValueTask<GuardDecision> CheckAsync(GuardedCall call, CancellationToken cancellationToken) => new(
        call.Operation != Operations.Gateway.OpenSocket && Check(call.Principal, call.Operation) is { } outside ? new GuardDecision.Refuse(outside, Name) : GuardDecision.Allow);

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
