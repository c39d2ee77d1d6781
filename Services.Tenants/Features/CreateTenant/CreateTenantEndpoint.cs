using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Lifecycle;

namespace Nanobot.Services.Tenants.Features.CreateTenant;

/// <summary><c>POST /tenants</c>.</summary>
internal static class CreateTenantEndpoint
{
    public static void MapCreateTenant(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.CreateTenant, HandleAsync)
        .WithSummary("Creates a tenant; the same body again answers 200 with the tenant as it is.")
        .WithBodyCheck<CreateTenantRequest>(static (request, http, errors) => NewTenant.Check(request, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<TenantResource>, Ok<TenantResource>, Refusal>> HandleAsync(
        CreateTenantRequest request, CreateTenantHandler handler, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (NewTenant.From(request, now, out var refusal) is not { } wanted)
        {
            return NewTenant.FromEarlier(request, now) is { } earlier && await handler.FindAsync(earlier, cancellationToken) is { } same
                ? TypedResults.Ok(TenantResource.Of(same))
                : refusal!;
        }

        var (tenant, isNew) = await handler.HandleAsync(wanted, cancellationToken);
        return tenant is null ? TenantRefusals.Exists
            : isNew ? TypedResults.Created($"/tenants/{tenant.TenantId}", TenantResource.Of(tenant))
            : TypedResults.Ok(TenantResource.Of(tenant));
    }
}
