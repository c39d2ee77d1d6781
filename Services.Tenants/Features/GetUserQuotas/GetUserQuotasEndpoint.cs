using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Quotas;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.GetUserQuotas;

/// <summary><c>GET /users/{user_id}/quotas</c>.</summary>
internal static class GetUserQuotasEndpoint
{
    private const string SelectTenant = $"select {TenantQuotas.Columns} from tenants where tenant_id = $1 and status <> 'deleted'";
    private const string SelectUser = "select own_quotas, raised_quotas from users where tenant_id = $1 and user_id = $2";

    public static void MapGetUserQuotas(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Tenants.GetUserQuotas, HandleAsync)
        .WithSummary("A user's own amounts, its tenant's, and what it may use now: the smaller of both.")
        .Produces<UserQuotasResource>()
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<ConditionalContent, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, Caller caller, RequestPreconditions preconditions, TenantDb db, TierTable tiers, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (caller.As(userId) is not { } context
            || await db.QuerySingleAsync(context, new Sql(SelectUser, caller.TenantId, userId), QuotaBook.ReadUser, cancellationToken) is not { } user
            || await db.QuerySingleAsync(context, new Sql(SelectTenant, caller.TenantId), TenantQuotas.Read, cancellationToken) is not { } tenant)
        {
            return UserRefusals.NotFound;
        }

        return QuotaAnswer.Of(UserQuotasResource.Of(userId, user, tenant, tiers, time.GetUtcNow()), preconditions);
    }
}
