using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Plan;

namespace Nanobot.Services.Gateway.Features.GetBoundaries;

/// <summary><c>GET /api/super-agent/architecture/service-boundaries</c>: what each module owns, offers and works with, and whether it is ready.</summary>
internal static class GetBoundariesEndpoint
{
    public static void MapGetBoundaries(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Gateway.GetBoundaries, Handle)
        .WithSummary("What each module owns, offers and works with, and how its instances stand.");

    private static Ok<BoundariesAnswer> Handle(Boundaries boundaries) => TypedResults.Ok(new BoundariesAnswer(true, boundaries.All));
}
