using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Lifecycle;

namespace Nanobot.Services.Tenants.Features.ChangeTier;

/// <summary><c>PUT /tenants/{id}/tier</c>.</summary>
internal static class ChangeTierEndpoint
{
    public static void MapChangeTier(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ChangeTier, HandleAsync)
        .WithSummary("Puts a tenant on a plan from now on; a tenant that is on it is answered as it is.")
        .WithBodyCheck<ChangeTierRequest>(static (request, _, errors) => errors.Require<TenantTier>(request.Tier, "tier"))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<TenantResource>, Refusal>> HandleAsync(
        string id, ChangeTierRequest request, TenantChanger changer, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        if (!errors.TryRead<TenantTier>(request.Tier, "tier", out var tier))
        {
            return errors.ToRefusal()!;
        }

        return await changer.ApplyAsync(id, TenantChanges.ToTier(tier), cancellationToken) is { } tenant
            ? TypedResults.Ok(TenantResource.Of(tenant))
            : TenantRefusals.NotFound;
    }
}
