using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Policies.Limits;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.SimulatePolicies;

/// <summary><c>POST /policies/simulate</c>.</summary>
internal static class SimulatePoliciesEndpoint
{
    private static readonly PlatformScope Scope = new("an operator tries policies");

    public static void MapSimulatePolicies(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.SimulatePolicies, HandleAsync)
        .WithSummary("What a proposed set would change in the place of the installation's, for requests that are given or those that were decided lately; nothing is stored.")
        .WithBodyCheck<PolicySimulation>(static (simulation, _, errors) => PolicySimulations.Check(simulation, PolicyLimits.InstallationPriority, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<PolicySimulated>, Refusal>> HandleAsync(
        PolicySimulation simulation, PlatformDb db, PolicyTrials trials, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        PolicySimulations.Check(simulation, PolicyLimits.InstallationPriority, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        TenantRow? tenant = null;
        if (simulation.NamedTenant is { } id && (tenant = await db.FindTenantAsync(Scope, id, cancellationToken)) is null)
        {
            return Refusals.Invalid(simulation.NamedBy, "must be a tenant that is there");
        }

        return await trials.AnswerAsync(simulation, tenant, isInstallations: true, cancellationToken);
    }
}
