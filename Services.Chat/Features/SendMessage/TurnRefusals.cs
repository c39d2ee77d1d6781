using System.Diagnostics;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Features.SendMessage;

/// <summary>Why a turn has no answer, as HTTP says it.</summary>
internal static class TurnRefusals
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    public static Refusal Of(TurnFailure failure) => failure switch
    {
        TurnFailure.NoSession => SessionRefusals.NotFound,
        TurnFailure.Busy { Wait: var wait } =>
            Refusals.Conflict(failure.Code, "The session is at work on another message; send this one when that is answered.") with
            {
                RetryAfter = AtLeast(wait),
            },
        TurnFailure.OutOfTime { Limit: var limit } => new Refusal(StatusCodes.Status504GatewayTimeout, failure.Code,
            $"The answer was not ready within {limit.TotalSeconds:0} seconds; nothing of it was kept."),
        TurnFailure.NoModel { RetryAfter: { } wait } model => Refusals.ModelUnavailable(model.Reason) with { RetryAfter = AtLeast(wait) },
        TurnFailure.NoModel { Reason: var reason } => Refusals.ModelUnavailable(reason),
        _ => throw new UnreachableException(failure.Code),
    };

    private static TimeSpan AtLeast(TimeSpan wait) => wait < ShortestWait ? ShortestWait : wait;
}
