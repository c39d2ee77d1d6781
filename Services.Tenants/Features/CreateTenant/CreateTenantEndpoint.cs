using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Tenants.Domain;

namespace Nanobot.Services.Tenants.Features.CreateTenant;

/// <summary><c>POST /tenants</c>.</summary>
internal static class CreateTenantEndpoint
{
    public static void Map(RouteGroupBuilder operators) => operators.MapPost("", HandleAsync)
        .WithName("CreateTenant")
        .WithSummary("Creates a tenant; the same body again answers 200 with the tenant as it is.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<TenantResource>, Ok<TenantResource>, Refusal>> HandleAsync(
        CreateTenantRequest request, CreateTenantHandler handler, CancellationToken cancellationToken)
    {
        if (NewTenant.From(request, out var refusal) is not { } wanted)
        {
            return refusal!;
        }

        var (tenant, isNew) = await handler.HandleAsync(wanted, cancellationToken);
        return tenant is null ? TenantRefusals.TenantExists
            : isNew ? TypedResults.Created($"/tenants/{tenant.TenantId}", tenant.ToResource())
            : TypedResults.Ok(tenant.ToResource());
    }
}
