using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Gateway.Features.GetLiveness;

/// <summary><c>GET /alive</c>: this process.</summary>
internal static class GetLivenessEndpoint
{
    public static void MapGetLiveness(this RouteGroupBuilder anyone) => anyone.MapOperation(Operations.Gateway.GetLiveness, Handle)
        .WithSummary("Whether the gateway answers at all.");

    private static Ok<LivenessAnswer> Handle() => TypedResults.Ok(new LivenessAnswer("healthy"));
}
