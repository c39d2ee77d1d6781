using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.ExplainTenantPolicies;

/// <summary><c>POST /tenants/{id}/policies/explain</c>.</summary>
internal static class ExplainTenantPoliciesEndpoint
{
    public static void MapExplainTenantPolicies(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.ExplainTenantPolicies, HandleAsync)
        .WithSummary("What would be decided of a request, and what each policy has to do with it.")
        .WithBodyCheck<PolicyQuestion>(static (question, _, errors) => PolicyQuestions.Check(question, "", errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<PolicyExplained>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, PolicyQuestion question, PolicyTrials trials, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        var errors = new ValidationErrors();
        PolicyQuestions.Check(question, "", errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        errors.Require(question.TenantId is null || question.TenantId == tenant.Row.TenantId, "tenant_id", "must be the tenant in the path, or be left out");
        return errors.ToRefusal() is { } other ? other : TypedResults.Ok(await trials.ExplainAsync(question, tenant.Row, cancellationToken));
    }
}
