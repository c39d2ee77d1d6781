using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.QuotaRules;

namespace Nanobot.Services.Tenants.Features.ListQuotaRules;

/// <summary><c>GET /tenants/{id}/quota-rules</c>.</summary>
internal static class ListQuotaRulesEndpoint
{
    private const string Select = $"""
        select {QuotaRuleRow.Columns} from quota_rules
        where tenant_id = $1 and ($2::text is null or name > $2)
        order by name
        limit $3
        """;

    public static void MapListQuotaRules(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.ListQuotaRules, HandleAsync)
        .WithSummary("Lists a tenant's rules of quotas by name.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<QuotaRuleResource>>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, PageRequest page, TenantDb db, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        var rows = await db.ListAsync(tenant.Context, new Sql(Select, id, page.After, page.Limit + 1), [0], static row => QuotaRuleResource.Of(QuotaRuleRow.Read(row)), cancellationToken);
        return TypedResults.Ok(page.ToPage(rows));
    }
}
