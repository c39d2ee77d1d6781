using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Features.GetTenantQuotas;

/// <summary><c>GET /tenants/{id}/quotas</c>.</summary>
internal static class GetTenantQuotasEndpoint
{
    private const string Select = $"select {TenantQuotas.Columns} from tenants where tenant_id = $1";

    public static void MapGetTenantQuotas(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.GetTenantQuotas, HandleAsync)
        .WithSummary("A tenant's amounts: its own, what raises and rules make of them, the plan's, and what it may use now.")
        .Produces<TenantQuotasResource>()
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<ConditionalContent, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, RequestPreconditions preconditions, TenantDb db, TierTable tiers, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant
            || await db.QuerySingleAsync(tenant.Context, new Sql(Select, id), TenantQuotas.Read, cancellationToken) is not { } quotas)
        {
            return TenantRefusals.NotFound;
        }

        return QuotaAnswer.Of(TenantQuotasResource.Of(quotas, tiers, time.GetUtcNow()), preconditions);
    }
}
