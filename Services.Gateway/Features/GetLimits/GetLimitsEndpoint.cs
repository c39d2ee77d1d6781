using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Credentials;

namespace Nanobot.Services.Gateway.Features.GetLimits;

/// <summary><c>GET /limits</c>: what the caller may use, and how much of it is left.</summary>
internal static class GetLimitsEndpoint
{
    public static void MapGetLimits(this RouteGroupBuilder callers) => callers.MapOperation(Operations.Gateway.GetLimits, HandleAsync)
        .WithSummary("What the caller may use, how much of it is left, and which of its calls wait for a slot.");

    private static async Task<Results<Ok<LimitsAnswer>, Refusal>> HandleAsync(HttpContext http, CallerAmounts amounts, CancellationToken cancellationToken) =>
        http.Features.Get<MintedContext>()?.Tenant is { } tenant
            ? TypedResults.Ok(await amounts.AskAsync(tenant, http.Features.GetRequiredFeature<Principal>(), cancellationToken))
            : AccessRefusals.Needs(Operations.Gateway.GetLimits.Access);
}
