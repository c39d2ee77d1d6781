using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Limits;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.PutTenantPolicy;

/// <summary><c>PUT /tenants/{id}/policies/{name}</c>.</summary>
internal static class PutTenantPolicyEndpoint
{
    public static void MapPutTenantPolicy(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.PutTenantPolicy, HandleAsync)
        .WithSummary("Puts a policy into a tenant's set, in the place of one of that name; If-Match and If-None-Match name revisions that it must, or must not, have.")
        .WithBodyCheck<Policy>(static (policy, http, errors) => PolicyBody.Check(policy with { Name = policy.Name ?? http.GetRouteValue("name") as string }, PolicyLimits.TenantPriority, "", errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<PolicyResource>, Created<PolicyResource>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, string name, Policy policy, RequestPreconditions preconditions, HttpResponse response, PolicySetsOf sets, PolicyStore store, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is not { } tenant)
        {
            return TenantRefusals.NotFound;
        }

        var set = sets.Tenant(tenant.Context);
        return PolicyBody.Read(name, policy, set.Priority, out var refusal) is { } wanted
            ? PolicyAnswer.Put(set, await store.PutAsync(set, wanted, preconditions, cancellationToken), response)
            : refusal!;
    }
}
