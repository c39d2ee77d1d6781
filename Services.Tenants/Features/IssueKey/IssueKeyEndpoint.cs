using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Attributes;
using Nanobot.Services.Tenants.Keys;

namespace Nanobot.Services.Tenants.Features.IssueKey;

/// <summary><c>POST /tenants/{id}/keys</c>.</summary>
internal static class IssueKeyEndpoint
{
    public const int LongestLife = 315_360_000;

    public static void MapIssueKey(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.IssueKey, HandleAsync)
        .WithSummary("Issues an API key; the answer is the only place where the key is ever shown.")
        .WithBodyCheck<IssueKeyRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Created<IssuedKey>, Refusal>> HandleAsync(
        string id, IssueKeyRequest request, Caller caller, IssueKeyHandler handler, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var (key, refusal) = await handler.HandleAsync(caller, id, request, cancellationToken);
        if (key is null)
        {
            return refusal!;
        }

        return TypedResults.Created($"/tenants/{id}/keys/{key.KeyId}", key);
    }

    private static void Check(IssueKeyRequest request, ValidationErrors errors)
    {
        request.Quotas?.Check("quotas", errors);
        AttributesRequest.Check(request.Attributes, [], errors);
        KeyScopes.Check(request.Scopes, request.Role, request.UserId is not null, errors);
        errors.OneOf(request.Role, "role", TenantRole.User, TenantRole.TenantAdmin)
        .Require(request.UserId is not null || request.Role != TenantRole.User, "user_id", "is needed for the role user")
        .Require(request.UserId is null || UserId.IsValid(request.UserId), "user_id", UserId.Form)
        .Require(request.ExpiresIn is null or (>= 1 and <= LongestLife), "expires_in", "must be 1 to 315360000 seconds");
    }
}
