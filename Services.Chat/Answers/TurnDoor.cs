using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http.Negotiation;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Answers;

/// <summary>How HTTP answers with a turn: the whole answer as JSON or, where that is preferred, the events of its making as a stream.</summary>
internal sealed class TurnDoor(RefusalTrail trail, TimeProvider time)
{
    /// <summary>The answer, or why there is none; neither where all of it has been streamed.</summary>
    public async Task<(ChatAnswer? Answer, Refusal? Refusal)> AnswerAsync(
        HttpContext http, Operation operation, Caller caller, Func<IAgentObserver, Task<TurnResult>> run, CancellationToken cancellationToken)
    {
        if (AcceptedForm.Choose(http.Request, operation.Forms) != MediaTypes.EventStream)
        {
            var result = await run(NoObserver.Instance);
            return result.Answer is { } answer ? (ChatAnswer.Of(answer, caller.UserId), null) : (null, TurnRefusals.Of(result.Failure!));
        }

        using var events = new EventStream(http.Response, caller.UserId, time);
        return (null, await new TurnStream(operation, events, trail, http).RunAsync(caller.Context, run, cancellationToken));
    }
}
