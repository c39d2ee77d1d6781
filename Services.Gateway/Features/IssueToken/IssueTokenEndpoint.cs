using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Credentials.Jwt;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Features.IssueToken;

/// <summary>
/// <c>POST /users/{user_id}/tokens</c>: a token that acts as that user, for an app's backend to hand to its front end.
/// Only API keys may ask (a tenant administrator's for any user of its tenant, a user's for that user): a token that
/// could renew itself would never end.
/// </summary>
internal static class IssueTokenEndpoint
{
    private static readonly Refusal UserNotFound = Refusals.NotFound("USER_NOT_FOUND", "user");

    private static readonly Refusal NotByToken = Refusals.PermissionDenied with { Detail = "The credential does not permit this: it takes an API key, and this is a token." };

    public static void MapIssueToken(this RouteGroupBuilder callers) => callers.MapOperation(Operations.Gateway.IssueToken, HandleAsync)
        .WithSummary("A token that acts as the user, for 60 seconds to a day.")
        .AddOpenApiOperationTransformer(DescribeBodyAsync)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static async Task DescribeBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(typeof(IssueTokenRequest), null, cancellationToken);
        operation.RequestBody = new OpenApiRequestBody
        {
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new OpenApiMediaType { Schema = schema } },
        };
    }

    private static async Task<Results<Ok<IssuedToken>, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, IssueTokenRequest request, HttpContext http, Caller caller,
        IUsers users, KnownUsers known, GatewayTokens tokens, TimeProvider time, CancellationToken cancellationToken)
    {
        var principal = http.Features.GetRequiredFeature<Principal>();
        if (!caller.Context.HasTenant)
        {
            return AccessRefusals.Needs(Operations.Gateway.IssueToken.Access);
        }

        if (principal.Kind != CredentialKind.ApiKey)
        {
            return NotByToken;
        }

        var seconds = request.ExpiresIn ?? GatewayTokens.DefaultSeconds;
        if (seconds is < GatewayTokens.MinimumSeconds or > GatewayTokens.MaximumSeconds)
        {
            return Refusals.Invalid("expires_in", $"must be {GatewayTokens.MinimumSeconds} to {GatewayTokens.MaximumSeconds} seconds");
        }

        // Another user is answered like one that does not exist, and the tenants module is not asked.
        if ((caller.Context.Role != TenantRole.TenantAdmin && caller.Context.UserId != userId)
            || !UserId.IsValid(userId)
            || await users.FindAsync(userId, cancellationToken) is null)
        {
            return UserNotFound;
        }

        known.Learn(caller.TenantId, userId);
        // No token outlives the key that asked for it.
        var life = principal.ExpiresAt is { } end ? Math.Min(seconds, (long)(end - time.GetUtcNow()).TotalSeconds) : seconds;
        return TypedResults.Ok(new IssuedToken(tokens.Issue(caller.TenantId, userId, life), "Bearer", life));
    }
}
