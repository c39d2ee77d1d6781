using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Changes;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Changes;

namespace Nanobot.Services.Tenants.Features.ListChanges;

/// <summary><c>GET /internal/changes</c>.</summary>
internal static class ListChangesEndpoint
{
    public static void MapListChanges(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Tenants.ListChanges, HandleAsync)
        .WithSummary("Which tenants have changed since a version; without one, which version it is.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Ok<ChangesSince>> HandleAsync(long? since, ChangeHistory history, CancellationToken cancellationToken) =>
        TypedResults.Ok(await history.SinceAsync(since, cancellationToken));
}
