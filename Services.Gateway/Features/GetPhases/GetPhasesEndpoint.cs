using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Plan;

namespace Nanobot.Services.Gateway.Features.GetPhases;

/// <summary><c>GET /api/super-agent/architecture/evolution-phases</c>: the phases of the plan, each with what was measured for it.</summary>
internal static class GetPhasesEndpoint
{
    public static void MapGetPhases(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Gateway.GetPhases, Handle)
        .WithSummary("The phases of the plan, each with what must hold for it and what was measured, when and of which commit.");

    private static Ok<PhasesAnswer> Handle() => TypedResults.Ok(new PhasesAnswer(true, Phase.All));
}
