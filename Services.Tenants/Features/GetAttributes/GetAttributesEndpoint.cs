using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Attributes;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.GetAttributes;

/// <summary><c>GET /internal/tenants/{tenant_id}/attributes</c>.</summary>
internal static class GetAttributesEndpoint
{
    private static readonly PlatformScope Scope = new("the gateway reads the attributes of whoever acts");

    public static void MapGetAttributes(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Tenants.GetAttributes, HandleAsync)
        .WithSummary("The own attributes of a user and of a key of a tenant, as far as they are named.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<SubjectAttributes>, Refusal>> HandleAsync(
        [FromRoute(Name = "tenant_id")] string tenantId, [FromQuery(Name = "user_id")] string? userId, [FromQuery(Name = "key_id")] string? keyId,
        PlatformDb db, SubjectAttributeReader reader, CancellationToken cancellationToken) =>
        await db.FindTenantAsync(Scope, tenantId, cancellationToken) is not null
            ? TypedResults.Ok(await reader.ReadAsync(tenantId, userId, keyId, cancellationToken))
            : TenantRefusals.NotFound;
}
