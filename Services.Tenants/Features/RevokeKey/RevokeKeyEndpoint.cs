using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Features.RevokeKey;

/// <summary><c>DELETE /tenants/{id}/keys/{key_id}</c>.</summary>
internal static class RevokeKeyEndpoint
{
    public static void Map(RouteGroupBuilder operators) => operators.MapDelete("/{id}/keys/{key_id}", HandleAsync)
        .WithName("RevokeKey")
        .WithSummary("Revokes an API key.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        string id, [FromRoute(Name = "key_id")] string keyId, RevokeKeyHandler handler, CancellationToken cancellationToken) =>
        await handler.HandleAsync(id, keyId, cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
}
