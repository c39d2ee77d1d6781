using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.QuotaRules;

namespace Nanobot.Services.Tenants.Features.DeleteQuotaRule;

/// <summary><c>DELETE /tenants/{id}/quota-rules/{name}</c>.</summary>
internal static class DeleteQuotaRuleEndpoint
{
    public static void MapDeleteQuotaRule(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.DeleteQuotaRule, HandleAsync)
        .WithSummary("Removes a rule, and what it has put in force.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, string name, RequestPreconditions preconditions, QuotaRuleStore store, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is null)
        {
            return TenantRefusals.NotFound;
        }

        return (QuotaRuleName.IsValid(name) ? await store.DeleteAsync(id, name, preconditions, cancellationToken) : QuotaRuleRefusals.NotFound) is { } refusal
            ? refusal
            : TypedResults.NoContent();
    }
}
