using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Operating;

namespace Nanobot.Services.Scheduler.Features.ListFailures;

/// <summary><c>GET /schedule/operations/failures</c></summary>
internal static class ListFailuresEndpoint
{
    public static void MapListFailures(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Scheduler.ListFailures, HandleAsync)
        .WithSummary("The jobs that could not be fired, those that are paused for that too, by tenant and id, in pages.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<FailureResource>>, Refusal>> HandleAsync(PageRequest page, Arrears arrears, CancellationToken cancellationToken) =>
        JobKey.TryParse(page.After, out var after)
            ? TypedResults.Ok(page.ToPage(await arrears.FailuresAsync(after.TenantId, after.JobId, page.Limit + 1, cancellationToken)))
            : Refusals.WrongCursor;
}
