using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Limits;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.SimulateTenantPolicies;

/// <summary><c>POST /tenants/{id}/policies/simulate</c>.</summary>
internal static class SimulateTenantPoliciesEndpoint
{
    public static void MapSimulateTenantPolicies(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.SimulateTenantPolicies, HandleAsync)
        .WithSummary("What a proposed set would change in the place of a tenant's, for requests that are given or those that were decided lately; nothing is stored.")
        .WithBodyCheck<PolicySimulation>(static (simulation, _, errors) => PolicySimulations.Check(simulation, PolicyLimits.TenantPriority, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<PolicySimulated>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, PolicySimulation simulation, PolicyTrials trials, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        var errors = new ValidationErrors();
        PolicySimulations.Check(simulation, PolicyLimits.TenantPriority, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        errors.Require(simulation.NamedTenant is null || simulation.NamedTenant == tenant.Row.TenantId, simulation.NamedBy, "must be the tenant in the path, or be left out");
        return errors.ToRefusal() is { } other ? other : await trials.AnswerAsync(simulation, tenant.Row, isInstallations: false, cancellationToken);
    }
}
