using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Tenants.Domain;

namespace Nanobot.Services.Tenants.Features.ChangeStatus;

/// <summary><c>POST /tenants/{id}/suspend</c> and <c>POST /tenants/{id}/activate</c>.</summary>
internal static class ChangeStatusEndpoint
{
    public static void Map(RouteGroupBuilder operators)
    {
        operators.MapPost("/{id}/suspend", static (string id, ChangeStatusHandler handler, CancellationToken cancellationToken) =>
                AnswerAsync(handler.SuspendAsync(id, cancellationToken)))
            .WithName("SuspendTenant")
            .WithSummary("Refuses a tenant's requests from now on; a suspended tenant is answered as it is.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        operators.MapPost("/{id}/activate", static (string id, ChangeStatusHandler handler, CancellationToken cancellationToken) =>
                AnswerAsync(handler.ActivateAsync(id, cancellationToken)))
            .WithName("ActivateTenant")
            .WithSummary("Lets a suspended or expired tenant be used again; an active tenant is answered as it is.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<TenantResource>, Refusal>> AnswerAsync(Task<Persistence.TenantRow?> change) =>
        await change is { } tenant ? TypedResults.Ok(tenant.ToResource()) : TenantRefusals.TenantNotFound;
}
