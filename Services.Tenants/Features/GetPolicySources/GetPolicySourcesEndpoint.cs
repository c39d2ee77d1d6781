using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.GetPolicySources;

/// <summary><c>GET /internal/tenants/{tenant_id}/policies</c>.</summary>
internal static class GetPolicySourcesEndpoint
{
    private static readonly PlatformScope Scope = new("the gateway reads the policies that bind a tenant");

    public static void MapGetPolicySources(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Tenants.GetPolicySources, HandleAsync)
        .WithSummary("All policies that bind a tenant's requests, with the version of both sets.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<PolicySources>, Refusal>> HandleAsync(
        [FromRoute(Name = "tenant_id")] string tenantId, PlatformDb db, PolicySourceReader sources, CancellationToken cancellationToken) =>
        await db.FindTenantAsync(Scope, tenantId, cancellationToken) is { } tenant
            ? TypedResults.Ok(await sources.ReadAsync(tenant, cancellationToken))
            : TenantRefusals.NotFound;
}
