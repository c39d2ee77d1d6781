using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.GetCurrentTenant;

/// <summary><c>GET /tenants/current</c>.</summary>
internal static class GetCurrentTenantEndpoint
{
    public static void MapGetCurrentTenant(this RouteGroupBuilder members) => members.MapOperation(Operations.Tenants.GetCurrentTenant, HandleAsync)
        .WithSummary("The caller's own tenant.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantResource>, Refusal>> HandleAsync(
        Caller caller, TenantDb db, CancellationToken cancellationToken) =>
        await db.FindTenantAsync(caller.Context, cancellationToken) is { } tenant
            ? TypedResults.Ok(TenantResource.Of(tenant))
            : TenantRefusals.NotFound;
}
