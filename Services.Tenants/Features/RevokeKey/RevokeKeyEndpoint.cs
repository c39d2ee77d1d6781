using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Tenants.Features.RevokeKey;

/// <summary><c>DELETE /tenants/{id}/keys/{key_id}</c>.</summary>
internal static class RevokeKeyEndpoint
{
    public static void MapRevokeKey(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.RevokeKey, HandleAsync)
        .WithSummary("Revokes an API key.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        string id, [FromRoute(Name = "key_id")] string keyId, Caller caller, RevokeKeyHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(caller, id, keyId, cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
}
