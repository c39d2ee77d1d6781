using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;

namespace Nanobot.Services.Tenants.Features.ActivateTenant;

/// <summary><c>POST /tenants/{id}/activate</c>.</summary>
internal static class ActivateTenantEndpoint
{
    public static void MapActivateTenant(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ActivateTenant, HandleAsync)
        .WithSummary("Lets a suspended or expired tenant be used again and makes an end of a trial; an active tenant is answered as it is.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantResource>, Refusal>> HandleAsync(
        string id, TenantChanger changer, CancellationToken cancellationToken) =>
        await changer.ApplyAsync(id, TenantChanges.Activate, cancellationToken) is { } tenant ? TypedResults.Ok(TenantResource.Of(tenant)) : TenantRefusals.NotFound;
}
