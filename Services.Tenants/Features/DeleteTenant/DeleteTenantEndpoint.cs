using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;

namespace Nanobot.Services.Tenants.Features.DeleteTenant;

/// <summary><c>DELETE /tenants/{id}</c>.</summary>
internal static class DeleteTenantEndpoint
{
    public static void MapDeleteTenant(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.DeleteTenant, HandleAsync)
        .WithSummary("Deletes a tenant: nobody reaches it from now on, and its id is not given again; a deleted tenant is left as it is.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(string id, TenantChanger changer, CancellationToken cancellationToken) =>
        await changer.ApplyAsync(id, TenantChanges.Delete, cancellationToken) is null ? TenantRefusals.NotFound : TypedResults.NoContent();
}
