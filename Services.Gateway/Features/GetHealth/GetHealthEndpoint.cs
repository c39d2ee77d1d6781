using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Gateway.Features.GetHealth;

/// <summary><c>GET /health</c>: the suite, by names and states only.</summary>
internal static class GetHealthEndpoint
{
    public static void MapGetHealth(this RouteGroupBuilder anyone) => anyone.MapOperation(Operations.Gateway.GetHealth, HandleAsync)
        .WithSummary("The suite's health, module by module; 503 where one is not healthy.")
        .Produces<HealthAnswer>()
        .Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);

    private static async Task<JsonHttpResult<HealthAnswer>> HandleAsync(SuiteHealth health, CancellationToken cancellationToken)
    {
        var answer = await health.AskAsync(cancellationToken);
        return TypedResults.Json(answer, statusCode: answer.Status == ModuleProbe.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK);
    }
}
