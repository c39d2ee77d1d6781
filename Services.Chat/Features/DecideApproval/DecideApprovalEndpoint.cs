using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Approvals.Deciding;

namespace Nanobot.Services.Chat.Features.DecideApproval;

/// <summary><c>POST /approvals/{approval_id}</c>: answered through the doors that <c>POST /chat</c> has.</summary>
internal static class DecideApprovalEndpoint
{
    public static void MapDecideApproval(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.DecideApproval, HandleAsync)
        .WithSummary("Approve or reject a call that waits. What is approved is done once, as it was shown, and the assistant goes on from it.")
        .WithBodyCheck<ApprovalDecision>(static (decision, _, errors) => decision.Check(errors))
        .ProducesAlso(MediaTypes.EventStream)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<ChatAnswer>, Refusal, EmptyHttpResult>> HandleAsync(
        [FromRoute(Name = "approval_id")] string approvalId, ApprovalDecision decision, Caller caller, ApprovalDecisions decisions, TurnDoor door,
        HttpContext http, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        decision.Check(errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        if (!Guid.TryParse(approvalId, out var id))
        {
            return ApprovalRefusals.NotFound;
        }

        var (answer, refusal) = await door.AnswerAsync(http, Operations.Chat.DecideApproval, caller, observer => decisions.DecideAsync(
            caller.Context, id, decision.Decision == ApprovalDecision.Approve, decision.ArgumentsHash, observer, cancellationToken), cancellationToken);
        return refusal is not null ? refusal : answer is not null ? TypedResults.Ok(answer) : TypedResults.Empty;
    }
}
