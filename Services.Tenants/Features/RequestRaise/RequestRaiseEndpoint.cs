using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Raises;

namespace Nanobot.Services.Tenants.Features.RequestRaise;

/// <summary><c>POST /limits/requests</c>.</summary>
internal static class RequestRaiseEndpoint
{
    public static void MapRequestRaise(this RouteGroupBuilder members) => members.MapOperation(Operations.Tenants.RequestRaise, HandleAsync)
        .WithSummary("Asks for more of a quota for a time: for the user itself, which its administrator grants, or for the tenant, which an operator does.")
        .WithBodyCheck<RaiseRequest>(static (request, http, errors) =>
            NewRaiseRequest.Check(request, http.GetTenantContext(), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<RaiseRequestResource>, Refusal>> HandleAsync(
        RaiseRequest request, Caller caller, RequestRaiseHandler handler, TimeProvider time, CancellationToken cancellationToken)
    {
        if (NewRaiseRequest.From(request, caller.Context, time.GetUtcNow(), out var invalid) is not { } wanted)
        {
            return invalid!;
        }

        if (wanted.Scope == RaiseScope.Tenant && caller.Context.Role != TenantRole.TenantAdmin)
        {
            return RaiseRefusals.ForAdministrators;
        }

        var (row, refusal) = await handler.HandleAsync(caller.Context, wanted, cancellationToken);
        return row is null ? refusal! : TypedResults.Created($"/limits/requests/{row.RequestId}", RaiseRequestResource.Of(row));
    }
}
