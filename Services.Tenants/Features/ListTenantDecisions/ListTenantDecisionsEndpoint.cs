using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.ListTenantDecisions;

/// <summary><c>GET /tenants/{id}/decisions</c>.</summary>
internal static class ListTenantDecisionsEndpoint
{
    public static void MapListTenantDecisions(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.ListTenantDecisions, HandleAsync)
        .WithSummary("What policies decided of a tenant's requests lately, and what those in shadow mode would have; a sample, the latest in front.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<DecisionResource>>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, [AsParameters] DecisionQuery query, PageRequest page, RecordedDecisions decisions, CancellationToken cancellationToken) =>
        await managed.FindAsync(caller, id, cancellationToken) is { } tenant
            ? await decisions.ListAsync(tenant.Row.TenantId, query, page, cancellationToken)
            : TenantRefusals.NotFound;
}
