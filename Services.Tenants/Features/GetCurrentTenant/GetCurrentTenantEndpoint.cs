using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Tenants.Domain;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.GetCurrentTenant;

/// <summary><c>GET /tenants/current</c>.</summary>
internal static class GetCurrentTenantEndpoint
{
    public static void Map(RouteGroupBuilder members) => members.MapGet("", HandleAsync)
        .WithName("GetCurrentTenant")
        .WithSummary("The caller's own tenant.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantResource>, Refusal>> HandleAsync(
        Caller caller, TenantDb db, CancellationToken cancellationToken) =>
        await db.FindTenantAsync(caller.Context, cancellationToken) is { } tenant
            ? TypedResults.Ok(tenant.ToResource())
            : TenantRefusals.TenantNotFound;
}
