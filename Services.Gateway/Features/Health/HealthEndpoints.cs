using Microsoft.AspNetCore.Http.HttpResults;

namespace Nanobot.Services.Gateway.Features.Health;

/// <summary><c>GET /health</c>: the suite; <c>GET /alive</c>: this process. Both tell names and states only.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("").AllowAnonymous().WithTags("gateway");
        group.MapGet("/health", HandleAsync)
            .WithName("GetHealth")
            .WithSummary("The suite's health, module by module; 503 where one is not healthy.")
            .Produces<HealthAnswer>()
            .Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/alive", static () => TypedResults.Ok(new LivenessAnswer("healthy")))
            .WithName("GetLiveness")
            .WithSummary("Whether the gateway answers at all.");
    }

    private static async Task<JsonHttpResult<HealthAnswer>> HandleAsync(SuiteHealth health, CancellationToken cancellationToken)
    {
        var answer = await health.AskAsync(cancellationToken);
        return TypedResults.Json(answer, statusCode: answer.Status == ModuleProbe.Unhealthy
            ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status200OK);
    }
}
