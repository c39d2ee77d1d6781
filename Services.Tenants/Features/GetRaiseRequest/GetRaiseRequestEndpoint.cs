using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Raises;

namespace Nanobot.Services.Tenants.Features.GetRaiseRequest;

/// <summary><c>GET /limits/requests/{request_id}</c>.</summary>
internal static class GetRaiseRequestEndpoint
{
    public static void MapGetRaiseRequest(this RouteGroupBuilder callers) => callers.MapOperation(Operations.Tenants.GetRaiseRequest, HandleAsync)
        .WithSummary("One request for a raise, and what was decided.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<RaiseRequestResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "request_id")] string requestId, Caller caller, RaiseRequests requests, CancellationToken cancellationToken) =>
        await requests.FindAsync(caller, requestId, cancellationToken) is { } row ? TypedResults.Ok(RaiseRequestResource.Of(row)) : RaiseRefusals.NotFound;
}
