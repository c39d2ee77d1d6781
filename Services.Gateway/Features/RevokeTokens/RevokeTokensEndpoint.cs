using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Audit;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Features.RevokeTokens;

/// <summary>
/// <c>DELETE /users/{user_id}/tokens</c>: every token of the user that was issued so far ends, the gateway's own and those of
/// configured issuers, the caller's among them. Keys stay.
/// </summary>
internal static class RevokeTokensEndpoint
{
    public static void MapRevokeTokens(this RouteGroupBuilder callers) => callers.MapOperation(Operations.Gateway.RevokeTokens, HandleAsync)
        .WithSummary("Ends all tokens of the user that were issued so far.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        [FromRoute(Name = "user_id")] string userId, HttpContext http, Caller caller, KnownUsers users)
    {
        if (!caller.Context.HasTenant)
        {
            return AccessRefusals.Needs(Operations.Gateway.RevokeTokens.Access);
        }

        return caller.MayActFor(userId) && await users.EndTokensAsync(caller.TenantId, userId, ActorOf(http), LookupOrigin.Of(http.Connection.RemoteIpAddress))
            ? TypedResults.NoContent()
            : TokenRefusals.UserNotFound;
    }

    private static AuditActor ActorOf(HttpContext http)
    {
        var principal = http.Features.GetRequiredFeature<Principal>();
        return new AuditActor(Operations.Gateway.RevokeTokens.Name, AuditTarget.Of(http), principal.Role, AuditText.Plain(principal.UserId), principal.KeyId,
            AuditText.Of(http.Connection.RemoteIpAddress));
    }
}
