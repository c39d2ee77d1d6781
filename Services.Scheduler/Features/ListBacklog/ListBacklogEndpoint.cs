using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Operating;

namespace Nanobot.Services.Scheduler.Features.ListBacklog;

/// <summary><c>GET /schedule/operations/backlog</c></summary>
internal static class ListBacklogEndpoint
{
    public static void MapListBacklog(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Scheduler.ListBacklog, HandleAsync)
        .WithSummary("The tenants whose jobs are due and not fired yet, those that lie behind the longest in front, in pages.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<BacklogResource>>, Refusal>> HandleAsync(PageRequest page, Arrears arrears, TimeProvider time, CancellationToken cancellationToken)
    {
        StoredInstant? after = null;
        var at = page.After?.IndexOf('.', StringComparison.Ordinal) ?? 0;
        if (page.After is not null)
        {
            if (at < 0 || !StoredInstant.TryParse(page.After[..at], out var oldest))
            {
                return Refusals.WrongCursor;
            }

            after = oldest;
        }

        return TypedResults.Ok(page.ToPage(await arrears.TenantsAsync(after, page.After?[(at + 1)..], page.Limit + 1, time.GetUtcNow(), cancellationToken)));
    }
}
