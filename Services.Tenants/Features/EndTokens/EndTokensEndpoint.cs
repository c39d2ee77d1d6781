using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Users;

namespace Nanobot.Services.Tenants.Features.EndTokens;

/// <summary><c>POST /internal/tenants/{tenant_id}/users/{user_id}/tokens/end</c>.</summary>
internal static class EndTokensEndpoint
{
    public static void MapEndTokens(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Tenants.EndTokens, HandleAsync)
        .WithSummary("Ends all tokens of a user that were issued so far; who may ask for it the gateway has found out.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserSnapshot>, Refusal>> HandleAsync(
        [FromRoute(Name = "tenant_id")] string tenantId, [FromRoute(Name = "user_id")] string userId, EndTokensHandler handler,
        CancellationToken cancellationToken) =>
        await handler.HandleAsync(tenantId, userId, cancellationToken) is { } user ? TypedResults.Ok(user) : UserRefusals.NotFound;
}
