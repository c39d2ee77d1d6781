using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Models;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Models;

namespace Nanobot.Services.Tenants.Features.GetOwnModels;

/// <summary><c>GET /internal/rights/models</c>.</summary>
internal static class GetOwnModelsEndpoint
{
    public static void MapGetOwnModels(this RouteGroupBuilder modules) => modules.MapOperation(Operations.Tenants.GetOwnModels, HandleAsync)
        .WithSummary("The models that the tenant and the user have brought in whose name a module asks, with what their servers are told, sealed.");

    private static async Task<Ok<OwnModels>> HandleAsync(Caller caller, ModelStore store, CancellationToken cancellationToken) => TypedResults.Ok(new OwnModels(
        caller.TenantId, caller.Context.UserId, [.. (await store.OwnAsync(caller.Context, cancellationToken)).Select(static row => row.ToOwn())]));
}
