using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.QuotaRules;

namespace Nanobot.Services.Tenants.Features.CreateQuotaRule;

/// <summary><c>POST /tenants/{id}/quota-rules</c>.</summary>
internal static class CreateQuotaRuleEndpoint
{
    public static void MapCreateQuotaRule(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.CreateQuotaRule, HandleAsync)
        .WithSummary("Adds a rule that puts another amount of a quota in force while it holds.")
        .WithBodyCheck<QuotaRule>(static (rule, _, errors) => rule.Check(errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<QuotaRuleResource>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, QuotaRule rule, HttpResponse response, QuotaRuleStore store, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is null)
        {
            return TenantRefusals.NotFound;
        }

        var errors = new ValidationErrors();
        rule.Check(errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var (row, _, refusal) = await store.CreateAsync(id, rule, cancellationToken);
        return row is null ? refusal! : QuotaRuleAnswer.Created(id, row, response);
    }
}
