using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.QuotaRules;

namespace Nanobot.Services.Tenants.Features.GetQuotaRule;

/// <summary><c>GET /tenants/{id}/quota-rules/{name}</c>.</summary>
internal static class GetQuotaRuleEndpoint
{
    private const string Select = $"select {QuotaRuleRow.Columns} from quota_rules where tenant_id = $1 and name = $2";

    public static void MapGetQuotaRule(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.GetQuotaRule, HandleAsync)
        .WithSummary("One of a tenant's rules of quotas, and whether it holds now.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<QuotaRuleResource>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, string name, RequestPreconditions preconditions, HttpResponse response, TenantDb db, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        return QuotaRuleName.IsValid(name) && await db.QuerySingleAsync(tenant.Context, new Sql(Select, id, name), QuotaRuleRow.Read, cancellationToken) is { } row
            ? QuotaRuleAnswer.Of(row, preconditions, response)
            : QuotaRuleRefusals.NotFound;
    }
}
