using System.Diagnostics;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Sessions;

namespace Nanobot.Services.Chat.Turns;

/// <summary>Why a turn has no answer, as HTTP says it.</summary>
internal static class TurnRefusals
{
    // How long the other turn takes nobody knows. How long its hold lasts says nothing of it: that only ends by itself where its process died.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);

    public static Refusal Of(TurnFailure failure) => failure switch
    {
        TurnFailure.NoSession => SessionRefusals.NotFound,
        TurnFailure.Busy =>
            Refusals.Conflict(failure.Code, "The session is at work on another message; send this one when that is answered.") with { RetryAfter = AskAgainAfter },
        TurnFailure.NoTurn => Refusals.Conflict(failure.Code, "The session has no turn that begins with a message of yours, so there is none to answer again."),
        TurnFailure.OutOfTime { Limit: var limit } => new Refusal(StatusCodes.Status504GatewayTimeout, failure.Code,
            $"The answer was not ready within {limit.TotalSeconds:0} seconds; nothing of it was kept."),
        TurnFailure.TenantStopped { Status: var status } => new Refusal(StatusCodes.Status403Forbidden, failure.Code,
            $"This tenant is {status.Value} since the answer was begun; nothing of it was kept."),
        TurnFailure.NotDecided { Refusal: var refusal } => refusal,
        TurnFailure.Denied { Refusal: var refusal } => refusal,
        TurnFailure.OverBudget { Refusal: var refusal } => refusal,
        TurnFailure.NoModel { Reason: var reason, Cause: var cause, RetryAfter: var wait } => Refusals.ModelUnavailable(reason) with
        {
            Reason = $"A turn ended without an answer of the model: {reason}{(cause is null ? "" : $" < {cause}")}",
            RetryAfter = wait,
        },
        _ => throw new UnreachableException(failure.Code),
    };
}
