using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Domain;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.GetTenantSnapshot;

/// <summary><c>GET /internal/tenants/{tenant_id}</c>.</summary>
internal static class GetTenantSnapshotEndpoint
{
    private static readonly PlatformScope Scope = new("the gateway reads a tenant's snapshot");

    public static void Map(RouteGroupBuilder gateway) => gateway.MapGet("/tenants/{tenant_id}", HandleAsync)
        .WithName("GetTenantSnapshot")
        .WithSummary("What the gateway needs to know of a tenant.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantSnapshot>, Refusal>> HandleAsync(
        [FromRoute(Name = "tenant_id")] string tenantId, PlatformDb db, CancellationToken cancellationToken) =>
        await db.FindTenantAsync(Scope, tenantId, cancellationToken) is { } tenant
            ? TypedResults.Ok(tenant.ToSnapshot())
            : TenantRefusals.TenantNotFound;
}
