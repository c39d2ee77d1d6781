using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.QuotaRules;

namespace Nanobot.Services.Tenants.Features.PutQuotaRule;

/// <summary><c>PUT /tenants/{id}/quota-rules/{name}</c>.</summary>
internal static class PutQuotaRuleEndpoint
{
    public static void MapPutQuotaRule(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.PutQuotaRule, HandleAsync)
        .WithSummary("Stores a rule in the place of one that may be there; the name in the body may be left out. If-Match and If-None-Match name what must, or must not, be there.")
        .WithBodyCheck<QuotaRule>(static (rule, http, errors) => Named(rule, http.GetRouteValue("name") as string).Check(errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<QuotaRuleResource>, Created<QuotaRuleResource>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, string name, QuotaRule rule, RequestPreconditions preconditions, HttpResponse response, QuotaRuleStore store,
        CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is null)
        {
            return TenantRefusals.NotFound;
        }

        var (wanted, errors) = (Named(rule, name), new ValidationErrors());
        wanted.Check(errors);
        errors.Require(wanted.Name == name, "name", "must be the name in the path, or be left out");
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var (row, isNew, refusal) = await store.PutAsync(id, wanted, preconditions, cancellationToken);
        return row is null ? refusal!
            : isNew ? QuotaRuleAnswer.Created(id, row, response)
            : TypedResults.Ok(QuotaRuleAnswer.Show(row, response));
    }

    private static QuotaRule Named(QuotaRule rule, string? name) => rule with { Name = rule.Name ?? name };
}
