using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Changes;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Changes;

namespace Nanobot.Services.Tenants.Features.GetChangeVersion;

/// <summary><c>GET /internal/rights/changes</c>.</summary>
internal static class GetChangeVersionEndpoint
{
    public static void MapGetChangeVersion(this RouteGroupBuilder modules) => modules.MapOperation(Operations.Tenants.GetChangeVersion, HandleAsync)
        .WithSummary("Whether any tenant has changed since a version; whoever asks in the name of one learns of no other which it is.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Ok<ChangesSince>> HandleAsync(long? since, ChangeHistory history, CancellationToken cancellationToken)
    {
        var changes = await history.SinceAsync(since, cancellationToken);
        return TypedResults.Ok(changes with { IsWhole = since is null || since == changes.Version, Tenants = [] });
    }
}
