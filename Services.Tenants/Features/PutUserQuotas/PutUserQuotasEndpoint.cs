using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Quotas;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.PutUserQuotas;

/// <summary><c>PUT /users/{user_id}/quotas</c>.</summary>
internal static class PutUserQuotasEndpoint
{
    public static void MapPutUserQuotas(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Tenants.PutUserQuotas, HandleAsync)
        .WithSummary("Puts all of a user's own amounts within its tenant's; of one that is null or absent only the tenant's counts. If-Match names the state that they must be in.")
        .WithBodyCheck<QuotasRequest>(static (request, _, errors) => request.Check(errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<UserQuotasResource>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, QuotasRequest request, Caller caller, RequestPreconditions preconditions, HttpResponse response, QuotaChanger changer,
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

        var (user, refusal) = await changer.PutUserAsync(caller.TenantId, userId, request.Quotas!, preconditions, cancellationToken);
        return user is null ? refusal ?? UserRefusals.NotFound : QuotaAnswer.Put(user, response);
    }
}
