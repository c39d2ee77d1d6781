using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Raises;

namespace Nanobot.Services.Tenants.Features.ListRaiseRequests;

/// <summary><c>GET /limits/requests</c>.</summary>
internal static class ListRaiseRequestsEndpoint
{
    public static void MapListRaiseRequests(this RouteGroupBuilder callers) => callers.MapOperation(Operations.Tenants.ListRaiseRequests, HandleAsync)
        .WithSummary("Lists requests for raises, the newest first: a user's own, an administrator's tenant's, for an operator all.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<RaiseRequestResource>>, Refusal>> HandleAsync(
        PageRequest page, Caller caller, RaiseRequests requests, CancellationToken cancellationToken)
    {
        Guid? before = null;
        if (page.After is { } after)
        {
            if (!Guid.TryParse(after, out var id))
            {
                return Refusals.WrongCursor;
            }

            before = id;
        }

        return TypedResults.Ok(page.ToPage(await requests.ListAsync(caller, before, page.Limit + 1, cancellationToken)));
    }
}
