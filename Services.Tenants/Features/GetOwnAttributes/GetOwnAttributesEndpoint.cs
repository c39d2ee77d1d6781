using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Attributes;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.GetOwnAttributes;

/// <summary><c>GET /internal/rights/attributes</c>.</summary>
internal static class GetOwnAttributesEndpoint
{
    private static readonly PlatformScope Scope = new("a module reads the attributes of whoever acts");

    public static void MapGetOwnAttributes(this RouteGroupBuilder modules) => modules.MapOperation(Operations.Tenants.GetOwnAttributes, HandleAsync)
        .WithSummary("The own attributes of the user and of the key in whose name a module asks.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<SubjectAttributes>, Refusal>> HandleAsync(
        Caller caller, PlatformDb db, SubjectAttributeReader reader, CancellationToken cancellationToken) =>
        await db.FindTenantAsync(Scope, caller.TenantId, cancellationToken) is not null
            ? TypedResults.Ok(await reader.ReadAsync(caller.TenantId, caller.Context.UserId, caller.Context.KeyId, cancellationToken))
            : TenantRefusals.NotFound;
}
