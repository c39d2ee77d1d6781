using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;

namespace Nanobot.Services.Tenants.Features.SuspendTenant;

/// <summary><c>POST /tenants/{id}/suspend</c>.</summary>
internal static class SuspendTenantEndpoint
{
    public static void MapSuspendTenant(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.SuspendTenant, HandleAsync)
        .WithSummary("Refuses a tenant's requests from now on; a suspended tenant is answered as it is.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantResource>, Refusal>> HandleAsync(
        string id, TenantChanger changer, CancellationToken cancellationToken) =>
        await changer.ApplyAsync(id, TenantChanges.Suspend, cancellationToken) is { } tenant ? TypedResults.Ok(TenantResource.Of(tenant)) : TenantRefusals.NotFound;
}
