using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Work;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http.Negotiation;
using Nanobot.Services.Chat.Answers;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>How HTTP answers with a run that was accepted: 202 with where it is, or the events of its making as a stream.</summary>
internal sealed class RunDoor(RunStream stream, WakeSignal<RunWork> signal)
{
    public async Task<Results<Ok<ChatAnswer>, Accepted<RunResource>, Refusal, EmptyHttpResult>> AnswerAsync(
        HttpContext http, Operation operation, Caller caller, (RunResource? Run, Refusal? Refusal) accepted, CancellationToken cancellationToken)
    {
        if (accepted.Run is not { } run)
        {
            return accepted.Refusal!;
        }

        signal.Raise();
        if (AcceptedForm.Choose(http.Request, operation.Forms) != MediaTypes.EventStream)
        {
            return TypedResults.Accepted($"/runs/{run.RunId}", run);
        }

        await stream.WriteAsync(http.Response, caller.Context, run, RunCursor.Beginning, cancellationToken);
        return TypedResults.Empty;
    }
}
