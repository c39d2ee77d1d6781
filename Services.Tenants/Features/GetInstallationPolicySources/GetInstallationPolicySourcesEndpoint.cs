using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Policies;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.GetInstallationPolicySources;

/// <summary><c>GET /internal/policies</c>.</summary>
internal static class GetInstallationPolicySourcesEndpoint
{
    public static void MapGetInstallationPolicySources(this RouteGroupBuilder gateway) => gateway
        .MapOperation(Operations.Tenants.GetInstallationPolicySources, HandleAsync)
        .WithSummary("The installation's policies, which bind operators too.");

    private static async Task<Ok<VersionedPolicies>> HandleAsync(PolicySourceReader sources, CancellationToken cancellationToken) =>
        TypedResults.Ok(await sources.ReadInstallationAsync(cancellationToken));
}
