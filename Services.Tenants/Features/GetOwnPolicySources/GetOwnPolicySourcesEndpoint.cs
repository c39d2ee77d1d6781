using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.GetOwnPolicySources;

/// <summary><c>GET /internal/rights/policies</c>.</summary>
internal static class GetOwnPolicySourcesEndpoint
{
    private static readonly PlatformScope Scope = new("a module reads the policies that bind a tenant");

    public static void MapGetOwnPolicySources(this RouteGroupBuilder modules) => modules.MapOperation(Operations.Tenants.GetOwnPolicySources, HandleAsync)
        .WithSummary("All policies that bind the requests of the tenant in whose name a module asks, with the version of both sets.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<PolicySources>, Refusal>> HandleAsync(Caller caller, PlatformDb db, PolicySourceReader sources, CancellationToken cancellationToken) =>
        await db.FindTenantAsync(Scope, caller.TenantId, cancellationToken) is { } tenant
            ? TypedResults.Ok(await sources.ReadAsync(tenant, cancellationToken))
            : TenantRefusals.NotFound;
}
