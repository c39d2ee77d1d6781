using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Approvals;

namespace Nanobot.Services.Chat.Features.ListApprovals;

/// <summary><c>GET /approvals</c>.</summary>
internal static class ListApprovalsEndpoint
{
    public static void MapListApprovals(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ListApprovals, HandleAsync)
        .WithSummary("Calls of the caller's assistant that wait for the caller, and what was decided of earlier ones, the newest first.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<ListedApproval>>, Refusal>> HandleAsync(
        string? state, PageRequest page, Caller caller, ApprovalStore approvals, CancellationToken cancellationToken)
    {
        if (state is not null && !ApprovalState.All.Contains(state))
        {
            return Refusals.Invalid("state", $"must be one of: {string.Join(", ", ApprovalState.All)}");
        }

        Guid? after = null;
        if (page.After is { } text)
        {
            if (!Guid.TryParse(text, out var id))
            {
                return Refusals.WrongCursor;
            }

            after = id;
        }

        var found = await approvals.ListAsync(caller.Context, state, after, page, cancellationToken);
        return TypedResults.Ok(new Page<ListedApproval>([.. found.Items.Select(ListedApproval.Of)], found.NextCursor));
    }
}
