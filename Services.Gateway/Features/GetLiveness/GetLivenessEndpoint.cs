using Microsoft.AspNetCore.Http.HttpResults;

namespace Nanobot.Services.Gateway.Features.GetLiveness;

/// <summary><c>GET /alive</c>: this process.</summary>
internal static class GetLivenessEndpoint
{
    public static void MapGetLiveness(this RouteGroupBuilder anyone) => anyone.MapGet("/alive", Handle)
        .WithName("GetLiveness")
        .WithSummary("Whether the gateway answers at all.");

    private static Ok<LivenessAnswer> Handle() => TypedResults.Ok(new LivenessAnswer("healthy"));
}
