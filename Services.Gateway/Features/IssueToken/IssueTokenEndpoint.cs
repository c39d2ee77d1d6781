using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Gateway.Audit;
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
    private static readonly Refusal NotByToken = Refusals.PermissionDenied with { Detail = "The credential does not permit this: it takes an API key, and this is a token." };

    private static readonly Refusal Unaudited = Refusals.Unavailable("AUDIT_UNAVAILABLE", "A token's issue is audited, and there is no room for its entry at the moment; try again shortly.");

    public static void MapIssueToken(this RouteGroupBuilder callers) => callers.MapOperation(Operations.Gateway.IssueToken, HandleAsync)
        .WithSummary("A token that acts as the user, for 60 seconds to a day.")
        .WithBodyCheck<IssueTokenRequest>(static (request, _, errors) => request.Check(errors))
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
        KnownUsers users, GatewayTokens tokens, IAuditSink audit, TimeProvider time, CancellationToken cancellationToken)
    {
        var principal = http.Features.GetRequiredFeature<Principal>();
        if (!caller.Context.HasTenant || caller.Context.IsOperators)
        {
            return AccessRefusals.Needs(Operations.Gateway.IssueToken.Access);
        }

        if (principal is not { Kind: CredentialKind.ApiKey, KeyId: { } keyId })
        {
            return NotByToken;
        }

        var errors = new ValidationErrors();
        request.Check(errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        // As of now: a token must not be of the time before the user's tokens were ended.
        if (!caller.MayActFor(userId)
            || await users.AskAgainAsync(caller.TenantId, userId, LookupOrigin.Of(http.Connection.RemoteIpAddress), cancellationToken) is not { } user)
        {
            return TokenRefusals.UserNotFound;
        }

        if (!audit.TryRecord(http, principal, caller.TenantId, AuditOutcome.Ok))
        {
            return Unaudited;
        }

        var seconds = request.ExpiresIn ?? GatewayTokens.DefaultSeconds;
        // No token outlives the key that asked for it.
        var life = principal.ExpiresAt is { } end ? Math.Min(seconds, (long)(end - time.GetUtcNow()).TotalSeconds) : seconds;
        return TypedResults.Ok(new IssuedToken(tokens.Issue(user, keyId, principal.Scopes, life), "Bearer", life));
    }
}
