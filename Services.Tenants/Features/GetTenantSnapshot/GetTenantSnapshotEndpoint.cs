using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.GetTenantSnapshot;

/// <summary><c>GET /internal/tenants/{tenant_id}</c>.</summary>
internal static class GetTenantSnapshotEndpoint
{
    private static readonly PlatformScope Scope = new("the gateway reads a tenant's snapshot");

    public static void MapGetTenantSnapshot(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Tenants.GetTenantSnapshot, HandleAsync)
        .WithSummary("What the gateway needs to know of a tenant.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantSnapshot>, Refusal>> HandleAsync(
        [FromRoute(Name = "tenant_id")] string tenantId, PlatformDb db, CancellationToken cancellationToken) =>
        await db.FindTenantAsync(Scope, tenantId, cancellationToken) is { } tenant
            ? TypedResults.Ok(tenant.ToSnapshot())
            : TenantRefusals.NotFound;
}
