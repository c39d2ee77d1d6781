using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Limits;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.CreateTenantPolicy;

/// <summary><c>POST /tenants/{id}/policies</c>.</summary>
internal static class CreateTenantPolicyEndpoint
{
    public static void MapCreateTenantPolicy(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.CreateTenantPolicy, HandleAsync)
        .WithSummary("Adds a policy to a tenant's set; one of that name that is there is left as it is.")
        .WithBodyCheck<Policy>(static (policy, _, errors) => PolicyBody.Check(policy, PolicyLimits.TenantPriority, "", errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<PolicyResource>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, Policy policy, HttpResponse response, PolicySetsOf sets, PolicyStore store, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        var set = sets.Tenant(tenant.Context);
        return PolicyBody.Read(policy, set.Priority, out var refusal) is { } wanted
            ? PolicyAnswer.Created(set, await store.CreateAsync(set, wanted, cancellationToken), response)
            : refusal!;
    }
}
