using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.Features.PutTenantQuotas;

/// <summary><c>PUT /tenants/{id}/quotas</c>.</summary>
internal static class PutTenantQuotasEndpoint
{
    public static void MapPutTenantQuotas(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.PutTenantQuotas, HandleAsync)
        .WithSummary("Puts all of a tenant's own amounts; of one that is null or absent the plan's counts. If-Match names the state that they must be in.")
        .WithBodyCheck<QuotasRequest>(static (request, _, errors) => request.Check(errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<TenantQuotasResource>, Refusal>> HandleAsync(
        string id, QuotasRequest request, RequestPreconditions preconditions, HttpResponse response, QuotaChanger changer, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        request.Check(errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var (tenant, refusal) = await changer.PutTenantAsync(id, request.Quotas!, preconditions, cancellationToken);
        return tenant is null ? refusal ?? TenantRefusals.NotFound : QuotaAnswer.Put(tenant, response);
    }
}
