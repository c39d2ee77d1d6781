using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Limits;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Quotas;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.PutUserQuotas;

/// <summary><c>PUT /users/{user_id}/quotas</c>.</summary>
internal static class PutUserQuotasEndpoint
{
    public static void MapPutUserQuotas(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Tenants.PutUserQuotas, HandleAsync)
        .WithSummary("Puts all of a user's own amounts within its tenant's; of one that is null or absent only the tenant's counts.")
        .WithBodyCheck<QuotasRequest>(static (request, _, errors) => request.Check(errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserQuotasResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, QuotasRequest request, Caller caller, QuotaChanger changer, TierTable tiers, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (caller.As(userId) is null)
        {
            return UserRefusals.NotFound;
        }

        var errors = new ValidationErrors();
        request.Check(errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        return await changer.PutUserAsync(caller.TenantId, userId, request.Quotas!, cancellationToken) is var (user, tenant)
            ? TypedResults.Ok(UserQuotasResource.Of(userId, user, tenant, tiers, time.GetUtcNow()))
            : UserRefusals.NotFound;
    }
}
