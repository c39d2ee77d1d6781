using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Core.Modules;
using Nanobot.ServiceDefaults.Http;

namespace Nanobot.Services.Gateway.Features.GetContract;

/// <summary><c>GET /health/contract</c>: as every module has it; here, where the outside reaches it, for operators.</summary>
internal static class GetContractEndpoint
{
    public static void MapGetContract(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Gateway.GetContract, HandleAsync)
        .WithSummary("What this process of the gateway says of itself: whether it takes requests and why not, what it offers, what it works with.");

    private static async Task<Ok<HealthContract>> HandleAsync(
        Module module, ModuleInstance instance, ModuleContract contract, Readiness readiness, CancellationToken cancellationToken) =>
        TypedResults.Ok(HealthContract.Of(module, instance, contract, await readiness.AskAsync(cancellationToken)));
}
