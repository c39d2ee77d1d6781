using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Attributes;
using Nanobot.Services.Tenants.Lifecycle;

namespace Nanobot.Services.Tenants.Features.GetTenantAttributes;

/// <summary><c>GET /tenants/{id}/attributes</c>.</summary>
internal static class GetTenantAttributesEndpoint
{
    public static void MapGetTenantAttributes(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.GetTenantAttributes, HandleAsync)
        .WithSummary("A tenant's own attributes, which conditions of policies know below tenant.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantAttributesResource>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, AttributeBook book, CancellationToken cancellationToken) =>
        await managed.FindAsync(caller, id, cancellationToken) is { } tenant && await book.FindTenantAsync(tenant.Context, cancellationToken) is { } attributes
            ? TypedResults.Ok(new TenantAttributesResource(id, attributes))
            : TenantRefusals.NotFound;
}
