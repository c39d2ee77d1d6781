using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Registry;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Gateway.Features.GetInstances;

/// <summary><c>GET /health/instances</c>: what each process of each module says of itself.</summary>
internal static class GetInstancesEndpoint
{
    public static void MapGetInstances(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Gateway.GetInstances, Handle)
        .WithSummary("Every instance of every module: version, state, why it is not ready, what it works with.");

    private static Ok<InstancesAnswer> Handle(KnownInstances known) => TypedResults.Ok(new InstancesAnswer([.. known.All.Select(InstancesAnswer.Instance.Of)]));
}
