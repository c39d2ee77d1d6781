using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Operating;

namespace Nanobot.Services.Scheduler.Features.GetOperations;

/// <summary><c>GET /schedule/operations</c></summary>
internal static class GetOperationsEndpoint
{
    public static void MapGetOperations(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Scheduler.GetOperations, HandleAsync)
        .WithSummary("Whether jobs fire, how many are due and since when, how many wait for their tenants, and how many cannot be fired.");

    private static async Task<Ok<OperationsResource>> HandleAsync(Overview overview, CancellationToken cancellationToken) =>
        TypedResults.Ok(await overview.LookAsync(cancellationToken));
}
