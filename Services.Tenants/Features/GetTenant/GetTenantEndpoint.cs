using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.GetTenant;

/// <summary><c>GET /tenants/{id}</c>.</summary>
internal static class GetTenantEndpoint
{
    private static readonly PlatformScope Scope = new("an operator reads a tenant");

    public static void MapGetTenant(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.GetTenant, HandleAsync)
        .WithSummary("One tenant, a deleted one included.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantResource>, Refusal>> HandleAsync(
        string id, PlatformDb db, CancellationToken cancellationToken) =>
        await db.FindEvenDeletedTenantAsync(Scope, id, cancellationToken) is { } tenant
            ? TypedResults.Ok(TenantResource.Of(tenant))
            : TenantRefusals.NotFound;
}
