using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.ExplainPolicies;

/// <summary><c>POST /policies/explain</c>.</summary>
internal static class ExplainPoliciesEndpoint
{
    private static readonly PlatformScope Scope = new("an operator tries policies");

    public static void MapExplainPolicies(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ExplainPolicies, HandleAsync)
        .WithSummary("What would be decided of a request, and what each policy has to do with it; of a tenant, its own policies included, where the request names one.")
        .WithBodyCheck<PolicyQuestion>(static (question, _, errors) => PolicyQuestions.Check(question, "", errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<PolicyExplained>, Refusal>> HandleAsync(
        PolicyQuestion question, PlatformDb db, PolicyTrials trials, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        PolicyQuestions.Check(question, "", errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        TenantRow? tenant = null;
        if (question.TenantId is { } id && (tenant = await db.FindTenantAsync(Scope, id, cancellationToken)) is null)
        {
            return Refusals.Invalid("tenant_id", "must be a tenant that is there");
        }

        return TypedResults.Ok(await trials.ExplainAsync(question, tenant, cancellationToken));
    }
}
