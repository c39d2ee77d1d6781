using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Raises;

namespace Nanobot.Services.Tenants.Features.DecideRaiseRequest;

/// <summary><c>POST /limits/requests/{request_id}</c>.</summary>
internal static class DecideRaiseRequestEndpoint
{
    public static void MapDecideRaiseRequest(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.DecideRaiseRequest, HandleAsync)
        .WithSummary("Grants or rejects a request: an administrator its users' within the tenant's amount, an operator any. Once decided it stays so.")
        .WithBodyCheck<RaiseDecision>(static (request, http, errors) => request.Check(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<RaiseRequestResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "request_id")] string requestId, RaiseDecision decision, Caller caller, RaiseRequests requests, DecideRaiseRequestHandler handler,
        TimeProvider time, CancellationToken cancellationToken)
    {
        if (await requests.FindAsync(caller, requestId, cancellationToken) is not { } request)
        {
            return RaiseRefusals.NotFound;
        }

        var errors = new ValidationErrors();
        var until = decision.Check(time.GetUtcNow(), errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var (row, refusal) = await handler.HandleAsync(caller.Context, request, decision, until, cancellationToken);
        return row is null ? refusal! : TypedResults.Ok(RaiseRequestResource.Of(row));
    }
}
