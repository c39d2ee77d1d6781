using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Keys;

namespace Nanobot.Services.Tenants.Features.RotateKey;

/// <summary><c>POST /tenants/{id}/keys/{key_id}/rotate</c>.</summary>
internal static class RotateKeyEndpoint
{
    public static void MapRotateKey(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.RotateKey, HandleAsync)
        .WithSummary("Replaces an API key by a new one with the same role, user and scopes; the old one works for a while.")
        .WithBodyCheck<RotateKeyRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<IssuedKey>, Refusal>> HandleAsync(
        string id, [FromRoute(Name = "key_id")] string keyId, RotateKeyRequest? request, Caller caller, RotateKeyHandler handler, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var overlap = TimeSpan.FromSeconds(request?.OverlapSeconds ?? RotateKeyRequest.DefaultOverlap);
        var (key, refusal) = await handler.HandleAsync(caller, id, keyId, overlap, cancellationToken);
        return key is null ? refusal! : TypedResults.Created($"/tenants/{id}/keys/{key.KeyId}", key);
    }

    private static void Check(RotateKeyRequest? request, ValidationErrors errors) => errors.Require(
        request?.OverlapSeconds is null or (>= 0 and <= RotateKeyRequest.LongestOverlap), "overlap_seconds", "must be 0 to 2592000 seconds");
}
