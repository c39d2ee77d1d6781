using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Registry;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Credentials;

namespace Nanobot.Services.Gateway.Features.GetInstances;

/// <summary><c>GET /health/instances</c>: what each process of each module says of itself.</summary>
internal static class GetInstancesEndpoint
{
    public static void MapGetInstances(this RouteGroupBuilder callers) => callers.MapOperation(Operations.Gateway.GetInstances, Handle)
        .WithSummary("Every instance of every module: version, state, why it is not ready, what it works with.");

    private static Results<Ok<InstancesAnswer>, Refusal> Handle(HttpContext http, KnownInstances known) => Operators.Are(http)
        ? TypedResults.Ok(new InstancesAnswer([.. known.All.Select(InstancesAnswer.Instance.Of)]))
        : AccessRefusals.Needs(Operations.Gateway.GetInstances.Access);
}
